"""The record of a calibration and its points, written to two files and read again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from io import StringIO
from typing import Any

from goldenbridge.analysis.dynamics.calibration.calibrate import Calibration
from goldenbridge.analysis.dynamics.calibration.shipped import RECORD, Shipped
from goldenbridge.files.document import parse_document

__all__ = ["points_text", "record", "record_text"]

HEAD = """\
# How the generic crisis was calibrated, and what came of it. Written by `goldenbridge calibrate`,
# which does it again; the points are in the table beside this file. Told in words in
# docs/explanation/calibration.md.
#
# parameters  low and high hold nine tenths of the points, mode is where they are densest; width is
#             theirs against that of the prior; lowest is the least distance seen in each tenth of
#             the prior. Rates fit together only: draw points, not single rates.
# targets     simulated is all points together, on other crises and luck than those matched, error
#             its standard error; spread holds nine tenths of the points, on equal luck; off is in
#             tolerances; met is whether simulated lies in the interval of the target.
# checks      figures of the same crises that nothing was fitted to.
# held        the same fit with one rate held; nearest and within are distances, 1 is as near as
#             the data can tell.

"""


def record_text(done: Calibration, about: Mapping[str, object]) -> str:
    """The record as YAML, after a few words on what it is.

    Parameters
    ----------
    about : date, version and command, which the calibration itself does not know.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 96
    yaml.default_flow_style = None
    out = StringIO()
    yaml.dump({"about": dict(about), **done.record}, out)
    return HEAD + out.getvalue()


def points_text(points: Shipped) -> str:
    r"""The points as a table: names, then a line a point.

    >>> import numpy as np
    >>> points_text(Shipped(("a.b", "c.d"), np.array([[1.0, 0.25]])))
    'a.b,c.d\n1,0.25\n'
    """
    rows = [",".join(f"{value:.5g}" for value in row) for row in points.points.tolist()]
    return "\n".join([",".join(points.names), *rows]) + "\n"


@cache
def record() -> dict[str, Any]:
    """The record of the calibration that comes with goldenbridge.

    >>> sorted(record())[:3]
    ['about', 'checks', 'held']
    """
    text = (resources.files("goldenbridge") / "bundled" / RECORD).read_text(encoding="utf-8")
    document = parse_document(text, RECORD)
    if document.problems:
        raise ValueError("\n".join(map(str, document.problems)))
    assert isinstance(document.data, dict)
    return document.data
