from goldenbridge.analysis import deals
from goldenbridge.case import load
from goldenbridge.report import write_report


def test_the_terms_of_those_who_ratify_are_shown_and_linked(parse):
    """What a constituency asks rests on statements, and they lead to it and back."""
    case = load("camp-david-1978")
    page = parse(write_report(case, deals(case, worlds=16)))
    inner = {link[1:] for link in page.links if link and link.startswith("#")}
    assert inner <= set(page.ids)
    assert "at-parties.israel.constituencies.knesset.asks" in page.ids
    assert "The Knesset: points over no deal that it asks" in "".join(page.text)
