"""Codebooks are found, read and checked: every fault at once, with its line and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case import load
from goldenbridge.errors import CodebookInvalid, CodebookNotFound
from goldenbridge.files.problem import Severity
from goldenbridge.statements.codebook import bundled_codebooks, load_codebook, read_codebook
from goldenbridge.statements.codebook.check import COMMON
from goldenbridge.statements.codebook.load import LIMIT_PROBLEMS, find_codebook

SOUND = """\
codebook: 1
title: Fishing rights
words:
  boats: [boat*, trawler*]
issues:
  fees:
    proposition: The fees stay.
    terms: [harbour fee*, "<boats> ~ pay*"]
    hints: [toll]
  patrols:
    name: Patrols
    proposition: Joint patrols sail.
    terms: patrol*
actors:
  Norvik: {iso3: NOR, aliases: [the fjord state], adjectives: [Norvikian]}
  Ostia: {iso3: ITA}
  The strait states: {kind: bloc, members: [Norvik, Ostia]}
  Ada Berg: {kind: person, affiliation: Norvik, titles: [Norvikian minister]}
  Somebody: {kind: person}
"""


@pytest.fixture
def write(tmp_path):
    """Write a codebook and read it; ``change`` replaces one text by another in the sound one."""

    def made(*change: tuple[str, str], text: str = SOUND):
        for old, new in change:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "codebook.yaml"
        path.write_text(text, encoding="utf-8")
        return read_codebook(path)

    return made


def line_of(old: str, new: str, what: str) -> int:
    return SOUND.replace(old, new).split(what)[0].count("\n") + 1


def test_a_sound_codebook(write):
    loaded = write()
    assert loaded.problems == ()
    assert loaded.codebook is not None
    assert loaded.codebook.issues["patrols"].terms == ("patrol*",)
    assert load_codebook(loaded.path) == loaded.codebook
    assert load_codebook(loaded.path.parent) == loaded.codebook


@pytest.mark.parametrize("name", ["", "no-such", "x" * 5_000, "a\0b", "european-securty"])
def test_no_codebook_of_that_name(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CodebookNotFound):
        find_codebook(name)


def test_the_nearest_name_is_suggested():
    with pytest.raises(CodebookNotFound, match='Did you mean "european-security"'):
        load_codebook("european-securty")


@pytest.mark.parametrize("name", sorted(bundled_codebooks()))
def test_bundled_ones_have_nothing_to_remark(name):
    assert read_codebook(name).problems == ()


@pytest.mark.parametrize("name", ["camp-david-1978", "two-sellers"])
def test_bundled_ones_have_the_issues_of_their_case(name):
    assert set(load_codebook(name).issues) == set(load(name).at().body.issues)


#: What replaces what; the words at whose line the problem stands; severity and code; what is said.
FAULTS = {
    "misspelt-key": (
        ("    hints: [toll]", "    hint: [toll]"), "hint:", "error schema",
        ['unknown key "hint"', 'Did you mean "hints"?'],
    ),
    "no-proposition": (
        ("    proposition: The fees stay.\n", ""), "fees:", "error schema",
        ['"proposition" is missing', "polarity +1"],
    ),
    "no-terms": (("terms: patrol*", "terms: []"), "terms: []", "error schema", ["at least 1"]),
    "no-version": (("codebook: 1\n", ""), "title", "error schema", ["codebook: 1"]),
    "later-version": (
        ("codebook: 1", "codebook: 2"), "codebook: 2", "error schema", ["codebook: 1"],
    ),
    "number-for-term": (("hints: [toll]", "hints: [1997]"), "hints", "error schema", ['"1997"']),
    "unknown-kind": (
        ("{kind: person}", "{kind: persn}"), "Somebody", "error schema", ['Did you mean "person"?'],
    ),
    "weight-of-nothing": (
        ("    hints: [toll]", "    weight: 0"), "weight", "error schema", ["0"],
    ),
    "only-a-gap": (("hints: [toll]", 'hints: ["~"]'), "hints", "error term", ["only a gap"]),
    "gap-at-end": (("hints: [toll]", "hints: [toll ~]"), "hints", "error term", ["gap at an end"]),
    "fits-all": (("hints: [toll]", "hints: [to*]"), "hints", "error term", ["at least 3 letters"]),
    "star-alone": (
        ("hints: [toll]", 'hints: ["harbour *"]'), "hints", "error term", ["is no word"],
    ),
    "star-inside": (
        ("hints: [toll]", "hints: [har*bour]"), "hints", "error term", ["mark inside a word"],
    ),
    "commonest-word": (("hints: [toll]", "hints: [the]"), "hints", "error term", ["commonest"]),
    "one-choice-common": (
        ("hints: [toll]", "hints: [toll/will]"), "hints", "error term", ["commonest"],
    ),
    "mark-for-word": (("hints: [toll]", 'hints: ["toll !"]'), "hints", "error term", ["no word"]),
    "unknown-list": (
        ("hints: [toll]", "hints: [<boat>]"), "hints", "error term",
        ["no list <boat>", 'Did you mean "boats"?'],
    ),
    "phrase-in-list": (
        ("[boat*, trawler*]", "[fishing boat*]"), "boats", "error list", ["not one word"],
    ),
    "list-unused": (
        ("<boats> ~ pay*", "boats ~ pay*"), "boats: [", "warning list-unused", ["no term names"],
    ),
    "term-of-two-issues": (
        ("terms: patrol*", "terms: [patrol*, harbour fee*]"), "harbour fee*]\nactors",
        "warning term-shared", ['a term of "fees" too'],
    ),
    "term-twice": (
        ("terms: patrol*", "terms: [patrol*, patrol*]"), "patrol*]", "warning term-shared",
        ["said twice"],
    ),
    "alias-of-two": (
        ("Ostia: {iso3: ITA}", "Ostia: {iso3: ITA, aliases: [fjord state]}"), "Ostia: {",
        "error name-shared", ['an alias of "Norvik" too', "line 15"],
    ),
    "alias-is-a-name": (
        ("Ostia: {iso3: ITA}", "Ostia: {iso3: ITA, aliases: [Ada Berg]}"), "Ostia: {",
        "error name-shared", ["the name of another actor"],
    ),
    "alias-twice": (
        ("[the fjord state]", "[the fjord state, the fjord state]"), "Norvik: {",
        "warning name-twice", ["said twice"],
    ),
    "alias-common": (
        ("[the fjord state]", "[they]"), "Norvik: {", "error name-common", ["commonest words"],
    ),
    "unknown-affiliation": (
        ("affiliation: Norvik", "affiliation: Norvk"), "Ada Berg", "error actor-unknown",
        ["is no actor here", 'Did you mean "Norvik"?'],
    ),
    "unknown-member": (
        ("[Norvik, Ostia]", "[Norvik, Osta]"), "The strait", "error actor-unknown", ["the member"],
    ),
    "own-affiliation": (
        ("affiliation: Norvik", "affiliation: Ada Berg"), "Ada Berg: {", "error actor-own", ["own"],
    ),
    "members-of-a-state": (
        ("Ostia: {iso3: ITA}", "Ostia: {members: [Norvik]}"), "Ostia: {",
        "warning members-of-one", ["members of a state"],
    ),
    "code-of-two": (
        ("Ostia: {iso3: ITA}", "Ostia: {iso3: NOR}"), "Ostia: {", "warning code-shared", ["NOR"],
    ),
    "empty-list": (("hints: [toll]", "hints: []"), "hints", "warning empty", ["an empty list"]),
    "key-twice": (("  Somebody", "  Ostia"), "Ostia: {kind", "error ", ["a second time"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_finds_what_is_wrong_and_nothing_else(name, write):
    (old, new), what, head, words = FAULTS[name]
    loaded = write((old, new))
    (problem,) = loaded.problems
    assert f"{problem.severity.value} {problem.code}".startswith(head)
    assert problem.line == line_of(old, new, what)
    assert (loaded.codebook is None) == (problem.severity is Severity.ERROR)
    assert problem.advice
    for word in words:
        assert word in str(problem)


def test_a_circle_of_affiliations(write):
    loaded = write(
        ("Ostia: {iso3: ITA}", "Ostia: {affiliation: Lido}\n  Lido: {affiliation: Ostia}")
    )
    (problem,) = loaded.problems
    assert problem.code == "actor-circle"
    assert "Ostia → Lido → Ostia" in problem.found


def test_faults_of_different_parts_are_told_together(write):
    loaded = write(
        ("    hints: [toll]", "    hint: [toll]"),
        ("terms: patrol*", "terms: [pa*]"),
        ("affiliation: Norvik", "affiliation: Norvk"),
        ("{kind: person}", "{kind: persn}"),
    )
    assert [p.code for p in loaded.problems] == ["schema", "term", "actor-unknown", "schema"]
    with pytest.raises(CodebookInvalid) as error:
        load_codebook(loaded.path)
    assert error.value.problems == loaded.problems
    assert "4 problems" in str(error.value)


def test_an_entry_with_a_fault_is_not_called_unknown_for_that(write):
    loaded = write(("Norvik: {iso3: NOR,", "Norvik: {iso3: nor,"))
    assert [p.code for p in loaded.problems] == ["schema"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list",
        "just words",
        "codebook: 1",
        "a: &a [x]\nb: *a",
        "codebook: !!python/object:os.system 1",
        "codebook: 1\ntitle: x\nissues: 3\nactors: []",
        "codebook: 1\ntitle: x\nissues: {a: null}\nactors: {b: null}",
        "codebook: 1\ntitle: x\nissues: {'': {}}\nactors: {1: {}}",
        "[" * 500,
        "\x00",
        "codebook: 1\ntitle: {a: b}\nissues: {A: {terms: [{}]}}\nactors: {x: {aliases: {y: z}}}",
    ],
)
def test_rubbish_is_told_not_raised(text, write):
    loaded = write(text=text)
    assert loaded.codebook is None
    assert loaded.errors
    with pytest.raises(CodebookInvalid):
        load_codebook(loaded.path)


def test_a_file_of_nothing_but_faults_is_told_in_part(write):
    many = "\n".join(f"  a{i}: {{kind: nobody, wrong: {i}}}" for i in range(600))
    loaded = write(text=SOUND + many)
    assert len(loaded.problems) == LIMIT_PROBLEMS + 1
    assert any("more problems" in p.found for p in loaded.problems)


words_ = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words_,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words_, inner, max_size=3),
    max_leaves=8,
)


@given(
    data=st.dictionaries(
        st.sampled_from(["codebook", "title", "words", "issues", "actors", "note", "more"]), values
    )
)
def test_no_file_raises(data, tmp_path_factory):
    from ruamel.yaml import YAML

    path = tmp_path_factory.mktemp("any") / "codebook.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(data, stream)
    loaded = read_codebook(path)
    assert (loaded.codebook is None) == bool(loaded.errors)


def test_lists_of_words_are_written_out(write):
    book = write().codebook
    assert book is not None
    assert book.spelled("old <boats>/ship* ~ fee") == "old boat*/trawler*/ship* ~ fee"
    assert book.spelled("no list") == "no list"


def test_common_words_are_in_small_letters():
    assert all(word == word.lower() for word in COMMON)


class TestLearnedWords:
    """A codebook may name a file of learned words beside it."""

    WORDS = (
        '{"terms": {"here": 1, "first": 0, "whole": 0, "before": 0, "topic": 0},'
        ' "start": {"fees": 0, "patrols": 0, "-": 0}, "inside": {"levy": {"fees": 1.5}},'
        ' "around": {}}'
    )
    NAMED = ("title: Fishing rights", "title: Fishing rights\nlearned: learned.json")

    def test_they_come_with_the_codebook(self, write, tmp_path):
        (tmp_path / "learned.json").write_text(self.WORDS, encoding="utf-8")
        loaded = write(self.NAMED)
        assert loaded.problems == ()
        words = loaded.codebook.learned_words
        assert words.issues == ("fees", "patrols", "-")
        assert list(words.inside["levy"]) == [1.5, 0.0, 0.0]
        assert loaded.codebook.taught(None).learned_words is None

    @pytest.mark.parametrize(
        ("content", "found"),
        [
            (None, "there is no learned.json beside it"),
            ("{", "no JSON, or damaged"),
            ("[" * 100_000, "no JSON, or damaged"),
            ("[]", "not a file of learned words"),
            ('{"terms": {}, "start": {}, "inside": {}}', "not a file of learned words"),
            (WORDS.replace("1.5", '"much"'), "some of its words have no numbers"),
            (WORDS.replace("1.5", "NaN"), "some of its words have no numbers"),
            (WORDS.replace('"levy": {"fees": 1.5}', '"levy": 3'), "some of its words have no num"),
            (WORDS.replace('"-"', '"+"'), "written by another version"),
            (WORDS.replace('"topic": 0', '"other": 0'), "written by another version"),
        ],
    )
    def test_a_file_that_cannot_be_used(self, write, tmp_path, content, found):
        if content is not None:
            (tmp_path / "learned.json").write_text(content, encoding="utf-8")
        loaded = write(self.NAMED)
        assert loaded.codebook is None
        (problem,) = loaded.problems
        assert found in problem.found
        assert problem.line == 3
        assert "leave the line out" in str(problem)

    @pytest.mark.parametrize("name", ["../learned.json", "/etc/learned.json", "learned.yaml"])
    def test_only_a_file_beside_it_is_read(self, write, name):
        loaded = write((self.NAMED[0], f"title: Fishing rights\nlearned: {name}"))
        assert loaded.codebook is None
        assert any(p.where == "learned" for p in loaded.problems)
