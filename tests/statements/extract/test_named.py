"""Who is named in a sentence: states by their people, several at once, and names without more."""

import pytest

from goldenbridge.statements.extract import Extractor
from goldenbridge.statements.extract.suggest import Weighed

from .conftest import document


def weighed(extractor: Extractor, sentence: str) -> Weighed:
    return next(iter(extractor.weigh(document(sentence), least=0.0)))


def named(extractor: Extractor, sentence: str) -> list[str]:
    return [m.actor for m in weighed(extractor, sentence).reading.sentence.mentions]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Norvikian and Sudmarkian leaders condemned the tolls.", ["Norvik", "Sudmark"]),
        ("Norvikian and Sudmarkian demands for talks were met.", ["Norvik", "Sudmark"]),
        ("Norvikian political and military leaders assess the tolls.", ["Norvik"]),
        ("Norvikian aspirations to end the tolls are old.", ["Norvik"]),
        ("Norvikian herring is free of tolls.", []),
        ("Norvikian and fresh herring is free of tolls.", []),
    ],
)
def test_states_by_what_is_theirs(extractor: Extractor, sentence: str, actors: list[str]) -> None:
    assert named(extractor, sentence) == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Satter explained that the tolls must end.", ["Satter"]),
        ("“The tolls must end,” said Satter.", ["Satter"]),
        ("Critics said that the tolls must end.", ["critics"]),
        ("Fishers said that the tolls must end.", []),
        ("The tolls of Satter must end.", []),
    ],
)
def test_a_name_without_more_is_somebody_where_it_speaks(
    extractor: Extractor, sentence: str, actors: list[str]
) -> None:
    assert named(extractor, sentence) == actors


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Norvik and the League rejected the tolls.", 1),
        ("Parliament voted for tolls, and Norvik and Sudmark resumed talks.", 2),
        ("Norvik attacked Sudmark and the League rejected the tolls.", 2),
    ],
)
def test_those_who_act_together_are_not_cut_apart(
    extractor: Extractor, sentence: str, clauses: int
) -> None:
    assert len(weighed(extractor, sentence).reading.sentence.clauses) == clauses


def test_what_stands_far_off_says_nothing_of_a_sentence(extractor: Extractor) -> None:
    """A sentence is in what is said some 200 words before and after it, not in a whole book."""
    near = ["Norvik rejects the tolls."] * 3
    far = ["The patrols of Sudmark sail along the coast every day of the year."] * 60
    *_, last = extractor.weigh(document(*far, *near), least=0.0)
    first = next(iter(extractor.weigh(document(*near, *far), least=0.0)))
    for one in (first, last):
        assert 0.0 < one.setting.topics["tolls"] < one.setting.topics["patrols"] < 1.0
    alone = next(iter(extractor.weigh(document(*near), least=0.0)))
    assert alone.setting.topics == {"tolls": 1.0}
    middle = list(extractor.weigh(document(*near, *far, *near), least=0.0))[33]
    assert middle.setting.topics == {"patrols": 1.0}
