from hypothesis import given
from hypothesis import strategies as st

from goldenbridge.case.draft.evidence import gather
from goldenbridge.case.draft.moments import difference, moments_of
from goldenbridge.case.snapshot import merge
from goldenbridge.statements.coded import CodedStatement

leaves = st.sampled_from([1, 2, "a", [1], ["b", "c"]])
judgements = st.fixed_dictionaries({"mode": st.integers(0, 3)}, optional={"from": st.just(["s"])})
packages = st.fixed_dictionaries(
    {"package": st.dictionaries(st.sampled_from("xy"), st.sampled_from("ab"))},
    optional={"note": st.just("n")},
)
parts = st.recursive(
    leaves | judgements | packages,
    lambda inner: st.dictionaries(st.sampled_from(["p", "q", "r"]), inner, max_size=3),
    max_leaves=12,
)
bodies = st.dictionaries(st.sampled_from(["worths", "no_deal", "red_lines"]), parts, max_size=3)


@given(bodies, bodies)
def test_changes_make_the_one_into_the_other(base, wanted):
    def sections(body):  # of a case, each section holds entries
        return {k: v for k, v in body.items() if isinstance(v, dict) and not _whole(v)}

    base, wanted = sections(base), sections(wanted)
    if _alike(base, wanted):
        assert merge(base, difference(base, wanted)) == wanted


def _whole(value):
    return isinstance(value, dict) and ("mode" in value or "package" in value)


def _alike(base, wanted):
    """Whether what stands at a place is of one kind in both, and no entry is emptied."""
    for key in base.keys() & wanted.keys():
        one, two = base[key], wanted[key]
        if isinstance(one, dict) and isinstance(two, dict):
            if _whole(one) != _whole(two) or not one or not two:
                return False
            if not _whole(one) and not _alike(one, two):
                return False
    return True


def at(*days):
    some = [
        CodedStatement(
            doc=f"{n}.txt", start=0, end=1, actor="A", affiliation="A", act="demands",
            issue="x", polarity=1, doc_date=day,
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    return [(day, len(said)) for day, said in moments_of(gather(some).said)]


def test_moments_lie_sixty_days_apart():
    assert at("2030-01-01", "2030-02-20", "2030-06-01") == [("2030-02-20", 2), ("2030-06-01", 3)]
    assert at("2030-01-01", "2030-03-02") == [("2030-03-02", 2)]
    assert at("2030-01-01", "2030-03-03") == [("2030-01-01", 1), ("2030-03-03", 2)]


def test_what_has_no_date_was_known_all_along():
    assert at("2030-01-01", None, "2031-01-01") == [("2030-01-01", 2), ("2031-01-01", 3)]
    assert at(None) == []
