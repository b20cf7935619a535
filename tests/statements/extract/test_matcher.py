"""Terms are found as their notation says; brute force is the second opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.statements.extract.matcher import GAP, REMEMBERED, Match, Matcher, longest
from goldenbridge.statements.extract.tokens import Token, tokenise


def tokens_of(text: str) -> list[Token]:
    return tokenise(text, 0, len(text))


def found(term: str, text: str) -> list[str]:
    """The words that a term is found in, each time."""
    tokens = tokens_of(text)
    matches = Matcher([(term, term)]).find(tokens)
    return [text[tokens[m.first].start : tokens[m.stop - 1].end] for m in matches]


@pytest.mark.parametrize(
    ("term", "text", "places"),
    [
        ("sanction", "Sanction by sanction, no sanctions", ["Sanction", "sanction"]),
        ("sanction*", "Sanctions sanctioned an unsanctioned act", ["Sanctions", "sanctioned"]),
        ("NATO", "nato and NATO", ["NATO"]),
        ("Nat*", "nations, Nations, NATO", ["Nations"]),
        ("price cap", "a price cap, not price, cap", ["price cap"]),
        ("price/oil cap*", "price caps and an oil cap, a gas cap", ["price caps", "oil cap"]),
        ("keep*/held ~ fleet", "keeping its old fleet", ["keeping its old fleet"]),
        ("a ~ z", "a 1 2 3 4 5 6 z", ["a 1 2 3 4 5 6 z"]),
        ("a ~ z", "a 1 2 3 4 5 6 7 z", []),
        ("a ~ z", "a b; z", []),
        ("a ~ z", "a b: z", []),
        ("a ~ z", "a, b (c) z", ["a, b (c) z"]),
        ("a ~ b c", "a b x b c", ["a b x b c"]),
        ("Russia's demands", "Russia demands. Russia's demands. Russia’s demands", 2),
        ("Russia demands", "Russia demands. Russia's demands", 2),
        ("U.S. troops", "the U.S. troops", ["U.S. troops"]),
        ("cease-fire", "a cease-fire, a cease fire", ["cease-fire"]),
        ("de escalat*", "a path of de- escalation", ["de- escalation"]),
        ("won't", "it won’t and won't", ["won’t", "won't"]),
        ("Élysée", "the Élysée", ["Élysée"]),
        ("*", "nothing", []),
        ("~", "nothing", []),
        ("", "nothing", []),
    ],
)
def test_notation(term, text, places):
    if isinstance(places, int):
        assert len(found(term, text)) == places
    else:
        assert found(term, text) == places


def test_several_terms_at_one_place_are_all_found():
    matcher = Matcher([("peace talks", 1), ("peace*", 2), ("talks", 3), ("peace ~ talks", 4)])
    assert sorted(m.tag for m in matcher.find(tokens_of("peace talks"))) == [1, 2, 3, 4]


def test_the_longest_of_overlapping_ones():
    matches = [Match(0, 2, "a"), Match(1, 4, "b"), Match(3, 4, "c"), Match(5, 6, "d")]
    assert [m.tag for m in longest(matches)] == ["b", "d"]


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr("goldenbridge.statements.extract.matcher.REMEMBERED", 10)
    matcher = Matcher([("word7*", 1)])
    text = " ".join(f"word{i}" for i in range(100))
    assert len(matcher.find(tokens_of(text))) == 11
    assert len(matcher._memory) <= 10 < REMEMBERED


WORDS = ["ab", "abc", "b", "Ab", "AB", "abd"]


@st.composite
def terms(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if pieces and draw(st.booleans()):
            pieces.append("~")
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
        pieces.append("/".join(word + draw(st.sampled_from(["", "*"])) for word in words))
    return " ".join(pieces)


def fits(piece: str, word: str) -> bool:
    for choice in piece.split("/"):
        bare = choice.rstrip("*")
        said = word.lower() if bare == bare.lower() else word
        if said == bare or (choice != bare and said.startswith(bare)):
            return True
    return False


def brute(pieces: list[str], words: list[str], at: int) -> int | None:
    """Where a term that begins at a word ends soonest, tried every way there is."""
    if not pieces:
        return at
    if pieces[0] != "~":
        if at < len(words) and fits(pieces[0], words[at]):
            return brute(pieces[1:], words, at + 1)
        return None
    for ahead in range(at, min(at + GAP + 1, len(words))):
        stop = brute(pieces[1:], words, ahead)
        if stop is not None:
            return stop
        if words[ahead] == ";":
            break
    return None


@given(
    term=st.lists(terms(), min_size=1, max_size=4, unique=True),
    words=st.lists(st.sampled_from([*WORDS, ";", ",", "x"]), max_size=12),
)
def test_as_brute_force_finds_them(term, words):
    matcher = Matcher([(one, one) for one in term])
    matches = {(m.first, m.stop, m.tag) for m in matcher.find(tokens_of(" ".join(words)))}
    expected = set()
    for one in term:
        for first in range(len(words)):
            stop = brute(one.split(), words, first)
            if stop is not None:
                expected.add((first, stop, one))
    assert matches == expected
