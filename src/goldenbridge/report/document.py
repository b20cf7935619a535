"""The report as one self-contained page: a case and its findings in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goldenbridge.case.case import Case
from goldenbridge.report import narrative
from goldenbridge.report.charts import bridge_figures, draw, figures
from goldenbridge.report.charts.acceptability import package_label
from goldenbridge.report.charts.frontier import named_packages
from goldenbridge.report.charts.over_time import over_time_figures
from goldenbridge.report.coding import how_coded
from goldenbridge.report.embed import ELEMENT, embedded
from goldenbridge.report.evidence import Evidence
from goldenbridge.report.glossary import GLOSSARY
from goldenbridge.report.html import environment
from goldenbridge.report.narrative.bridge import bridge_words
from goldenbridge.report.narrative.over_time.words import over_time_words
from goldenbridge.report.parts import missing, present, references, whole_parts
from goldenbridge.report.time_parts import time_missing, time_sections
from goldenbridge.report.words import Data

if TYPE_CHECKING:
    from goldenbridge.analysis import Findings
    from goldenbridge.analysis.bridging import Bridge
    from goldenbridge.analysis.dynamics.understanding.understand import Understanding

__all__ = ["FORMAT", "drawn_with", "render", "write_report"]

#: Version of what is embedded; a later program can tell an older report by it.
FORMAT = 3


def write_report(
    case: Case,
    findings: Findings,
    others: Sequence[Findings] = (),
    bridge: Bridge | None = None,
    over_time: Understanding | None = None,
) -> str:
    """The whole report on one snapshot as HTML; the same input gives the same text.

    Parameters
    ----------
    case : the case that was asked.
    findings : what was found at the snapshot the report is about.
    others : what was found at the case's other snapshots, to set beside.
    bridge : what would open a deal there; its sections are left out where it is not given.
    over_time : how the crisis may go on from there; left out likewise.

    Raises
    ------
    ValueError : the bridge, or what is told over time, is of another case or snapshot.

    Returns
    -------
    One page with styles, charts and findings inside; it loads nothing and runs no script.
    """
    rows = [narrative.summary(f.as_dict()) for f in others]
    told = findings.as_dict()
    data = None if bridge is None else bridge.as_dict()
    course = None if over_time is None else over_time.as_dict()
    for name, one in (("bridge", data), ("over_time", course)):
        for key in ("case_hash", "snapshot"):
            if one is not None and one[key] != told[key]:
                raise ValueError(f"{name}: its {key} is {one[key]}, wanted {told[key]}")
    return render(case, told, rows, data and whole_parts(data), course)


def render(
    case: Case,
    findings: Data,
    others: Sequence[Data] = (),
    bridge: Data | None = None,
    over_time: Data | None = None,
) -> str:
    """The page of plain findings, summaries of other snapshots, the bridge, and what goes on."""
    from markupsafe import Markup

    order = list(case.snapshots)
    snapshots = [narrative.summary(findings), *others] if others else []
    snapshots.sort(key=lambda row: order.index(row["snapshot"]))
    evidence = Evidence(case, case.at(findings["snapshot"]), bridge is not None)
    charts = {**figures(findings), **bridge_figures(bridge), **over_time_figures(over_time)}
    data = {
        "format": FORMAT,
        "drawn_with": drawn_with(),
        "findings": findings,
        "others": list(others),
        **({} if bridge is None else {"bridge": bridge}),
        **({} if over_time is None else {"over_time": over_time}),
    }
    return environment().get_template("report.html.j2").render(
        **_sentences(findings, evidence),
        case=case,
        f=findings,
        b=bridge,
        bridge_words=bridge_words(),
        bridge_sections=present(bridge),
        bridge_missing=missing(bridge or {}),
        o=over_time,
        w=over_time_words(),
        time_sections=time_sections(over_time),
        time_missing=time_missing(over_time) if over_time is not None else [],
        case_has_levers=bool(evidence.snapshot.body.levers),
        snapshots=snapshots,
        evidence=evidence,
        coded=how_coded(row.statement for row in evidence.statements),
        href=evidence.href,
        charts=charts,
        svg={k: Markup(v) for k, v in draw(charts.values()).items()},
        solutions=named_packages(findings),
        label=package_label,
        member_name=lambda member: narrative.member_name(findings, member),
        glossary=GLOSSARY,
        references=references(findings, bridge, over_time),
        element=ELEMENT,
        data=Markup(embedded(data)),
    )  # fmt: skip


def drawn_with() -> str:
    """The program that draws the charts; another one may place a line otherwise."""
    from importlib.metadata import version

    return f"altair {version('altair')}, vl-convert {version('vl-convert-python')}"


#: What the report calls the kinds of things that were set by hand.
KINDS = {
    "hypothesis": "hypothesis",
    "red_line": "red line",
    "bracket": "no deal",
    "swing": "weight",
}
#: Whose voice a statement is.
VOICES = {"author": "the author's own view", "reported": "as reported", "quoted": "quoted"}


def _sentences(findings: Data, evidence: Evidence) -> dict[str, Any]:
    """What the templates say, and the functions they say it with."""
    href = evidence.href
    return {
        "kinds": KINDS,
        "voices": VOICES,
        "say_moves": lambda options: narrative.moves(findings, options),
        **{
            function.__name__: function
            for function in (
                narrative.agreed,
                narrative.blockers,
                narrative.covers,
                narrative.describe,
                narrative.differences,
                narrative.effect,
                narrative.leading_conflict,
                narrative.misleading,
                narrative.moves_nothing,
                narrative.refusals,
                narrative.setting_name,
                narrative.thing,
                narrative.unlike,
                narrative.unmirrored,
            )
        },
        "headline": narrative.headline(findings),
        "answer": narrative.answer(findings),
        "hangs_on": narrative.hangs_on(findings, href),
        "assumed": narrative.assumed(findings),
        "why_not": narrative.why_not(findings, href),
        "decides": narrative.decides(findings),
    }
