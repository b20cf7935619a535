"""Malformed cases, each one fault away from a small sound case; writes them to data-fail/.

``python tests/case/data_fail.py`` writes data-fail/NAME/ with case.yaml (sometimes more) and
expected.txt: a line for every error and warning, as ``severity code file:line | words | words``.
To add one, add a ``Fault`` below and run this file; then read what it wrote.
"""

# ruff: noqa: E501, ISC004 (the expected lines are kept whole, the edits near what they change)

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "data-fail"

BASE = """\
goldenbridge: 1
title: Two farms
parties:
  north: {name: North farm, consent: always}
  south: {name: South farm, consent: always}
issues:
  water:
    name: Water
    options: {none: None, half: Half, all: All}
    default: none
  road:
    name: Road
    options: {shut: Shut, open: Open}
    default: shut
rules:
  wet-road: {text: The ditch runs along the road., impossible: {water: all, road: open}}
worths:
  north:
    main: water
    swings: {road: {low: 20, mode: 40, high: 60}}
    values:
      water: {none: 0, half: 60, all: 100}
      road: {shut: 100, open: 0}
    orders: [{more: water, less: road}]
  south:
    main: water
    swings: {road: {low: 50, mode: 70, high: 90}}
    values:
      water: {none: 100, half: 70, all: 0}
      road: {shut: 0, open: 100}
no_deal:
  north:
    refused: {half-water: {package: {water: half}, from: [st-1]}}
    offered: {all-of-it: {package: {water: all}, from: [st-1]}}
  south:
    refused: {all-of-it: {package: {water: all}, from: [st-1]}}
    offered: {a-road: {package: {water: half, road: open}, from: [st-1]}}
red_lines:
  not-all:
    owners: [south]
    issue: water
    at_most: half
    hypothesis: mood
    confidence_under: {firm: 0.9, soft: 0.1}
    declared: declared
    text: Never all the water.
hypotheses:
  mood:
    name: Mood
    readings:
      firm: {text: It is meant.}
      soft: {text: It is not., effects: [{firmness: south, shift: -0.2}]}
snapshots:
  2031-01-01: {title: Winter}
  2031-06-01:
    title: Summer
    changes: {worths: {north: {swings: {road: 50}}}}
statements:
  st-1: {actor: north, act: offers, text: They met., cite: {source: minutes, at: item 1}}
"""
SOURCES = "minutes: {title: Minutes}\n"
WATER = "water: {none: 0, half: 60, all: 100}"
NORTH = "    refused: {half-water: {package: {water: half}, from: [st-1]}}\n"
OFFER = "    offered: {all-of-it: {package: {water: all}, from: [st-1]}}\n"
READINGS = """\
      firm: {text: It is meant.}
      soft: {text: It is not., effects: [{firmness: south, shift: -0.2}]}
"""
RAIN = """\
  rain:
    name: Rain
    readings:
      much: {text: Much., effects: [{firmness: north, shift: -0.1}]}
      little: {text: Little.}
"""
JOINT = """\
joint:
  both:
    hypotheses: [mood, rain]
    cells:
      - {when: {mood: firm, rain: much}, weight: 1}
      - {when: {mood: firm, rain: little}, weight: 1}
      - {when: {mood: soft, rain: much}, weight: 2}
      - {when: {mood: soft, rain: little}, weight: 1}
"""
LINE = """\
  {key}:
    owners: [{owner}]
    issue: {issue}
    {bound}
    confidence: {confidence}
    declared: inferred
    text: Another line.
"""
LEVERS = """\
levers:
  dam:
    name: A dam
    kind: {kind}
    holder: north
    effects: [{effect}]
    {more}
  relief:
    name: Water in dry months
    kind: relief
    holder: north
    effects: [{{worth: {{party: south, when: {{water: half}}}}, points: 5}}]
"""


@dataclass(frozen=True)
class Fault:
    """One malformed case.

    Attributes
    ----------
    name : its folder.
    edits : texts of the base to replace; a text that is not there is a mistake of this file.
    expect : one text a problem: ``severity code file:place | words | words``, where place is
        a line number or, after ``@``, a text of the line meant (``+1``: of the line before).
    add : lines to add at the end of the case.
    files : whole files, by name, in place of the derived ones; texts or bytes.
    """

    name: str
    expect: list[str]
    edits: list[tuple[str, str]] = field(default_factory=list)
    add: str = ""
    files: dict[str, str | bytes] = field(default_factory=dict)

    def written(self) -> dict[str, bytes]:
        """The files of the folder."""
        case = BASE
        for old, new in self.edits:
            assert old in case, f"{self.name}: {old!r} is not in the base"
            case = case.replace(old, new, 1)
        out: dict[str, str | bytes] = {"case.yaml": case + self.add, "sources.yaml": SOURCES}
        out |= self.files
        raw = {k: v if isinstance(v, bytes) else v.encode() for k, v in out.items()}
        return {**raw, "expected.txt": "".join(self.line(e, raw) for e in self.expect).encode()}

    def line(self, expected: str, raw: dict[str, bytes]) -> str:
        place, *words = expected.split(" | ")
        head, at, mark = place.partition("@")
        if at:
            file = head.split()[-1].rstrip(":")
            lines = raw[file].decode().splitlines()
            mark, _, further = mark.partition("+")
            found = [n for n, text in enumerate(lines, 1) if mark in text]
            assert found, f"{self.name}: no line with {mark!r}"
            head += str(found[0] + int(further or 0))
        return " | ".join([head, *words]) + "\n"


def line(key: str, owner: str, issue: str, bound: str, confidence: float) -> str:
    return LINE.format(key=key, owner=owner, issue=issue, bound=bound, confidence=confidence)


FAULTS = [
    # The file as YAML.
    Fault("empty", ["error schema case.yaml:1 | the file is empty"], files={"case.yaml": ""}),
    Fault(
        "not-a-mapping",
        ["error schema case.yaml:1 | no mapping of keys to values | goldenbridge new"],
        files={"case.yaml": "- a\n- b\n"},
    ),
    Fault(
        "alias-bomb",
        [
            "error yaml case.yaml:2 | about.0 | an alias (*a) | Write the value out",
            "error yaml case.yaml:2 | about.1 | an alias (*a) | they can blow a file up",
            "error schema case.yaml:2 | about | a list of 2 | a text",
        ],
        [("title: Two farms\n", "about: &b [*a, *a]\ntitle: &a Two farms\n")],
    ),
    Fault(
        "key-twice",
        ["error yaml case.yaml:@title: Again | stands here a second time | the first is on line 2"],
        [("parties:\n", "title: Again\nparties:\n")],
    ),
    Fault(
        "party-twice",
        ["error yaml case.yaml:6 | parties.south | a second time | line 5"],
        [("issues:\n", "  south: {name: South once more, consent: never}\nissues:\n")],
    ),
    Fault(
        "latin-1",
        ["error file case.yaml:2 | byte 26 is not UTF-8 | Save it as UTF-8"],
        files={"case.yaml": b"goldenbridge: 1\ntitle: Caf\xe9\n"},
    ),
    Fault(
        "utf-16",
        ["error file case.yaml:1 | not UTF-8"],
        files={"case.yaml": "goldenbridge: 1\n".encode("utf-16")},
    ),
    Fault(
        "nul-byte",
        ["error yaml case.yaml:2 | a control character (U+0000)"],
        files={"case.yaml": b"goldenbridge: 1\ntitle: a\x00b\n"},
    ),
    Fault(
        "binary",
        ["error file case.yaml:2 | byte 128 is not UTF-8"],
        files={"case.yaml": bytes(range(256))},
    ),
    Fault(
        "escape-sequence",
        ["error yaml case.yaml:2 | title | (U+001B), written as an escape"],
        [("title: Two farms", 'title: "\\e[31mTwo farms"')],
    ),
    Fault(
        "tab",
        ["error yaml case.yaml:4 | not valid YAML | use spaces"],
        [("  north: {name", "\tnorth: {name")],
    ),
    Fault(
        "too-deep",
        ["error yaml case.yaml:3 | values nested 24 deep"],
        [("parties:\n", "about: " + "[" * 40 + "]" * 40 + "\nparties:\n")],
    ),
    Fault(
        "two-documents",
        ["error yaml case.yaml:@--- | a second document | Remove the line ---"],
        add="---\ntitle: Another\n",
    ),
    Fault(
        "python-tag",
        [
            "error yaml case.yaml:2 | title | a tag (tag:yaml.org,2002:python/object/apply:os.system)"
        ],
        [("title: Two farms", "title: !!python/object/apply:os.system two")],
    ),
    Fault(
        "list-as-key",
        ["error yaml case.yaml:2 | a key that is itself a list or mapping"],
        [("title: Two farms\n", "? [a, b]\n: c\ntitle: Two farms\n")],
    ),
    Fault(
        "open-bracket",
        ["error yaml case.yaml:5 | not valid YAML"],
        [("consent: always}\n  south", "consent: always\n  south")],
    ),
    Fault(
        "long-line",
        ["error yaml case.yaml:2 | a line of more than 20,000 characters"],
        [("Two farms", "Two farms" + " and more" * 2500)],
    ),
    # The form of the file.
    Fault(
        "no-version",
        ['error schema case.yaml:1 | "goldenbridge" is missing | Begin the file with'],
        [("goldenbridge: 1\n", "")],
    ),
    Fault(
        "other-version",
        ["error schema case.yaml:1 | 1, the version of this format"],
        [("goldenbridge: 1", "goldenbridge: 2")],
    ),
    Fault(
        "unknown-key",
        ['error schema case.yaml:@colour | unknown key "colour"'],
        [("    default: none\n", "    default: none\n    colour: blue\n")],
    ),
    Fault(
        "misspelt-key",
        [
            'error schema case.yaml:@defualt | unknown key "defualt" | Did you mean "default"?',
            'error schema case.yaml:@  water: | "default" is missing',
        ],
        [("default: none", "defualt: none")],
    ),
    Fault(
        "misspelt-consent",
        ['error schema case.yaml:4 | parties.north.consent | "alway" | Did you mean "always"?'],
        [("consent: always", "consent: alway")],
    ),
    Fault(
        "id-with-space",
        ['error schema case.yaml:4 | the id "the north" | lower-case letters'],
        [("parties:\n", "parties:\n  the north: {name: X, consent: never}\n")],
    ),
    Fault(
        "unicode-id",
        ['error schema case.yaml:4 | the id "nördlich" | lower-case letters'],
        [("parties:\n", "parties:\n  nördlich: {name: X, consent: never}\n")],
    ),
    Fault(
        "list-for-mapping",
        ["error schema case.yaml:3 | parties | a list of 2 | a mapping of keys to values"],
        [
            (
                "  north: {name: North farm, consent: always}\n  south: {name: South farm, "
                "consent: always}\n",
                "  - north\n  - south\n",
            )
        ],
    ),
    Fault(
        "null-section",
        ["error schema case.yaml:@red_lines | red_lines | nothing | Fill it in, or remove"],
        [(BASE[BASE.index("red_lines:") : BASE.index("hypotheses:")], "red_lines:\n")],
    ),
    Fault(
        "text-for-list",
        ["error schema case.yaml:@owners: south | a list | Put it in brackets: [south]"],
        [("owners: [south]", "owners: south")],
    ),
    Fault(
        "text-for-number",
        ['error schema case.yaml:@mode: high | "high" | a number'],
        [("mode: 40", "mode: high")],
    ),
    Fault(
        "not-a-number",
        ["error schema case.yaml:@.nan | a finite number"],
        [("mode: 40", "mode: .nan")],
    ),
    Fault(
        "huge-number",
        ["error schema case.yaml:@1e300 | at most 1,"],
        [("high: 60", "high: 1e300")],
    ),
    Fault(
        "low-above-high",
        [
            "error schema case.yaml:@low: 80 | low 80, mode 40, high 60 are not in order | low ≤ mode"
        ],
        [("low: 20", "low: 80")],
    ),
    Fault(
        "range-without-mode",
        ['error schema case.yaml:@high: 60 | "mode" is missing | Give low, mode and high'],
        [("mode: 40, ", "")],
    ),
    Fault(
        "empty-text",
        ["error schema case.yaml:@act: offers | text | an empty text"],
        [("text: They met.", 'text: "  "')],
    ),
    Fault(
        "line-of-two-forms",
        ["error schema case.yaml:@  not-all: | exactly one of at_least, at_most and not"],
        [("    at_most: half\n", "    at_most: half\n    at_least: none\n")],
    ),
    Fault(
        "line-of-two-confidences",
        ["error schema case.yaml:@  not-all: | either one confidence, or a hypothesis"],
        [("    at_most: half\n", "    at_most: half\n    confidence: 0.5\n")],
    ),
    Fault(
        "confidence-above-one",
        ["error schema case.yaml:@firm: 9 | at most 1"],
        [("firm: 0.9", "firm: 9")],
    ),
    Fault(
        "half-a-rule",
        ["error schema case.yaml:@wet-road | either impossible, or if and then"],
        [("impossible: {water: all, road: open}", "if: {water: all}")],
    ),
    Fault(
        "effect-of-nothing",
        ["error schema case.yaml:@shift | an effect says exactly one of"],
        [("{firmness: south, shift: -0.2}", "{shift: -0.2}")],
    ),
    Fault(
        "many-at-once",
        [
            'error schema case.yaml:4 | "alway" | Did you mean "always"?',
            'error unknown-name case.yaml:@at_most: halv | Did you mean "half"?',
            "error firmness case.yaml:@high: 3 | 0 to 3",
            'error unknown-name case.yaml:@act: offers | unknown source "minuts" | "minutes"',
        ],
        [
            ("consent: always", "consent: alway"),
            ("at_most: half", "at_most: halv"),
            (OFFER, OFFER + "    firmness: {low: 0, mode: 1, high: 3}\n"),
            ("source: minutes", "source: minuts"),
        ],
    ),
    # Ratification, patrons, who settles what.
    Fault(
        "terms-without-vote",
        ["warning ratification case.yaml:@club: | it asks or weighs for itself | ratifies: true"],
        [
            (
                "south: {name: South farm, consent: always}",
                "south:\n    name: South farm\n    consent: always\n    constituencies:\n"
                "      club: {name: Club, asks: 5}",
            )
        ],
    ),
    Fault(
        "weighs-for-another",
        [
            'error ratification case.yaml:@times: 2 | what "north" wants | Write party: south',
            "error ratification case.yaml:@shift: 0.5 | weighs the firmness of south | with asks",
            "error ratification case.yaml:@low: -1 | a factor below 0 (-1)",
            'error unknown-name case.yaml:@issue: rode | unknown issue "rode" | Did you mean "road"',
            'error ratification case.yaml:@issue: rode | "south" has no swing on "rode"',
        ],
        [
            (
                "south: {name: South farm, consent: always}",
                "south:\n    name: South farm\n    consent: always\n    constituencies:\n"
                "      club:\n        name: Club\n        ratifies: true\n        weighs:\n"
                "          - {swing: {party: north, issue: road}, times: 2}\n"
                "          - {firmness: south, shift: 0.5}\n"
                "          - {swing: {party: south, issue: road}, times: {low: -1, mode: 0, high: 1}}\n"
                "          - {swing: {party: south, issue: rode}, times: 1}",
            )
        ],
    ),
    Fault(
        "patrons-in-a-circle",
        [
            "error patron case.yaml:@name: North | patrons in a circle: north, south",
            "error patron case.yaml:@name: South | patrons in a circle: south, north",
        ],
        [
            ("North farm, consent: always", "North farm, consent: always, patron: south"),
            ("South farm, consent: always", "South farm, consent: always, patron: north"),
        ],
    ),
    Fault(
        "patron-of-oneself",
        ["error patron case.yaml:@patron: | its own patron"],
        [("North farm, consent: always", "North farm, consent: always, patron: north")],
    ),
    Fault(
        "between-those-not-asked",
        ["error between case.yaml:@between: | the consent of creek is never needed"],
        [
            ("parties:\n", "parties:\n  creek: {name: Creek, consent: never}\n"),
            ("    default: shut\n", "    default: shut\n    between: [north, creek]\n"),
        ],
    ),
    # No-deal.
    Fault(
        "typed-no-deal",
        ["error typed-no-deal case.yaml:@worth: 60 | bracketed by packages, not typed"],
        [(NORTH + OFFER, "    worth: 60\n")],
    ),
    Fault(
        "typed-no-deal-number",
        ["error typed-no-deal case.yaml:@north: 60 | (60) | not typed | refused"],
        [("  north:\n" + NORTH + OFFER, "  north: 60\n")],
    ),
    Fault(
        "typed-no-deal-range",
        ["error typed-no-deal case.yaml:@low: 1 | not typed"],
        [("  north:\n" + NORTH + OFFER, "  north: {low: 1, mode: 2, high: 3}\n")],
    ),
    Fault(
        "no-refusal",
        ['error no-bracket case.yaml:@no_deal:+1 | no package that "north" refused'],
        [(NORTH, "")],
    ),
    Fault(
        "no-bracket",
        ['error no-bracket case.yaml:4 | no package that "north" refused or offered'],
        [("  north:\n" + NORTH + OFFER, "")],
    ),
    Fault(
        "unsourced-bracket",
        ["warning unsourced-bracket case.yaml:@no_deal:+1 | no package of this bracket names"],
        [
            ("{package: {water: half}, from: [st-1]}", "{package: {water: half}}"),
            ("{package: {water: all}, from: [st-1]}", "{package: {water: all}}"),
        ],
    ),
    Fault(
        "bracket-upside-down",
        [
            'error bracket-order case.yaml:@no_deal:+1 | refused "half-water", worth 100 | only 60',
            'error bracket-order case.yaml:@no_deal:+1 | refused "half-water", worth 110 | only 60',
        ],
        [
            (
                "offered: {all-of-it: {package: {water: all}",
                "offered: {all-of-it: {package: {water: half, road: open}",
            )
        ],
    ),
    Fault(
        "bracket-of-no-width",
        [
            "warning bracket-order case.yaml:@no_deal:+1 | worth 140 to it | worth also 140",
            "warning bracket-order case.yaml:@no_deal:+1 | worth 150 to it | worth also 150",
        ],
        [("{package: {water: half}, from: [st-1]}", "{package: {water: all}, from: [st-1]}")],
    ),
    Fault(
        "wide-bracket",
        [
            "warning wide-bracket case.yaml:@no_deal:+1 | 100 % | a width of 140 points",
            "warning wide-bracket case.yaml:@no_deal:+1 | 100 % | a width of 150 points",
        ],
        [("{package: {water: half}", "{package: {road: open}")],
    ),
    Fault(
        "package-breaks-rule",
        ['error package-rule case.yaml:@{water: all, road: open}, from | the rule "wet-road"'],
        [("{package: {water: half}", "{package: {water: all, road: open}")],
    ),
    Fault(
        "package-off-the-table",
        [
            'warning package-closed case.yaml:@a-road: | "road" is closed here',
            "warning closed-issue case.yaml:@  road: | closed in every snapshot",
        ],
        [("    default: shut\n", "    default: shut\n    open: false\n")],
    ),
    Fault(
        "offer-across-own-line",
        [
            'error own-red-line case.yaml:@a-road: | its own red line "not-all" | 50% of worlds',
            "warning bracket-order case.yaml:@no_deal:+4 | worth also 0",
        ],
        [("a-road: {package: {water: half, road: open}", "a-road: {package: {water: all}")],
    ),
    Fault(
        "firmness-outside",
        ["error firmness case.yaml:@firmness: {low | firmness from -0.5 to 1"],
        [(OFFER, OFFER + "    firmness: {low: -0.5, mode: 0, high: 1}\n")],
    ),
    # Names.
    Fault(
        "unknown-issue",
        ['error unknown-name case.yaml:@less: raod | unknown issue "raod" | Did you mean "road"?'],
        [("less: road", "less: raod")],
    ),
    Fault(
        "unknown-party",
        ['error unknown-name case.yaml:@owners | unknown party "sout" | Did you mean "south"?'],
        [("owners: [south]", "owners: [sout]")],
    ),
    Fault(
        "unknown-option",
        ['error unknown-name case.yaml:@at_most | option of "water" "alf" | "half"'],
        [("at_most: half", "at_most: alf")],
    ),
    Fault(
        "unknown-default",
        ['error unknown-name case.yaml:@default: nothing | option of "water" "nothing"'],
        [("default: none", "default: nothing")],
    ),
    Fault(
        "unknown-statement",
        ['error unknown-name case.yaml:@st-11 | unknown statement "st-11" | Did you mean "st-1"?'],
        [("{water: half}, from: [st-1]", "{water: half}, from: [st-11]")],
    ),
    Fault(
        "unknown-constituency",
        ['error unknown-name case.yaml:@owners | constituency of "south" "heirs"'],
        [("owners: [south]", "owners: [south.heirs]")],
    ),
    Fault(
        "absent-hypothesis",
        [
            "error absent-hypothesis case.yaml:@hypothesis: mood | absent from the snapshot 2031-06-01"
        ],
        [("    changes: {worths", "    changes: {hypotheses: {mood: null}, worths")],
    ),
    # Parties and issues.
    Fault(
        "consent-without-controls",
        ["error consent case.yaml:4 | consent on issues, but it controls none"],
        [("consent: always", "consent: issues")],
    ),
    Fault(
        "controls-without-consent",
        ["error consent case.yaml:4 | controls issues"],
        [("consent: always", "consent: always, controls: [road]")],
    ),
    Fault(
        "nobody-consents",
        [
            "error consent case.yaml:3 | no party's consent is needed",
            "warning line-owner case.yaml:@owners | cannot block a deal",
        ],
        [
            ("North farm, consent: always", "North farm, consent: never"),
            ("South farm, consent: always", "South farm, consent: never"),
        ],
    ),
    Fault(
        "empty-basket",
        ["warning empty-basket case.yaml:@  fields: | no issue is in this basket"],
        [("issues:\n", "baskets:\n  fields: {name: Fields}\nissues:\n")],
    ),
    Fault(
        "closed-issue",
        ["warning closed-issue case.yaml:@  song: | closed in every snapshot"],
        [
            (
                "rules:\n",
                "  song:\n    name: Song\n    options: {low: Low, loud: Loud}\n"
                "    default: low\n    open: false\nrules:\n",
            )
        ],
    ),
    Fault(
        "unvalued-issue",
        ["warning unvalued-issue case.yaml:@  song: | no party values it"],
        [
            (
                "rules:\n",
                "  song:\n    name: Song\n    options: {low: Low, loud: Loud}\n"
                "    default: low\nrules:\n",
            )
        ],
    ),
    Fault(
        "unwanted-option",
        ['warning unwanted-option case.yaml:@options: {shut | nobody wants this option: "'],
        [
            ("{shut: Shut, open: Open}", "{shut: Shut, mud: Mud, open: Open}"),
            ("road: {shut: 100, open: 0}", "road: {shut: 100, mud: 0, open: 0}"),
            ("road: {shut: 0, open: 100}", "road: {shut: 0, mud: 0, open: 100}"),
        ],
    ),
    Fault(
        "closed-default-breaks-rule",
        [
            "error closed-default case.yaml:@wet-road | excludes what closed issues are left at",
            "warning default-breaks-rule case.yaml:@wet-road | (at 2031-01-01)",
            "warning package-closed case.yaml:@no_deal:+2",
            "warning package-closed case.yaml:@no_deal:+3",
            "warning package-closed case.yaml:@no_deal:+5",
            "warning package-closed case.yaml:@no_deal:+6 | water",
            "warning package-closed case.yaml:@no_deal:+6 | road",
        ],
        [
            ("impossible: {water: all, road: open}", "impossible: {water: none, road: shut}"),
            (
                "    changes: {worths: {north",
                "    changes: {issues: {water: {open: false}, road: {open: false}}, worths: {north",
            ),
        ],
    ),
    Fault(
        "default-breaks-rule",
        ["warning default-breaks-rule case.yaml:@wet-road | excludes what holds today"],
        [("impossible: {water: all, road: open}", "impossible: {water: none, road: shut}")],
    ),
    Fault(
        "rules-leave-nothing",
        [
            "error rule case.yaml:@rules: | leave no package at all",
            "error package-rule case.yaml:@{water: half}, from",
            "error package-rule case.yaml:@offered: {all-of-it",
            "error package-rule case.yaml:@refused: {all-of-it",
            "error package-rule case.yaml:@a-road",
            "warning default-breaks-rule case.yaml:@dry",
        ],
        [
            (
                "  wet-road: {text: The ditch runs along the road., impossible: {water: all, road: open}}",
                "  dry: {text: A., impossible: {road: shut}}\n  wet: {text: B., impossible: {road: open}}",
            )
        ],
    ),
    # Worths.
    Fault(
        "no-worths",
        ['error no-worths case.yaml:5 | the consent of "south" is needed'],
        [(BASE[BASE.index("  south:\n    main") : BASE.index("no_deal:")], "")],
    ),
    Fault(
        "main-swing",
        ["error main-swing case.yaml:@water: 80 | the main issue has a swing of 80"],
        [("swings: {road: {low: 20", "swings: {water: 80, road: {low: 20")],
    ),
    Fault(
        "negative-swing",
        ["error negative-swing case.yaml:@low: -20 | a swing below 0 (-20)"],
        [("low: 20", "low: -20")],
    ),
    Fault(
        "value-missing",
        [f"error values case.yaml:@{WATER[:14]} | no value for half | Add: half"],
        [(WATER, "water: {none: 0, all: 100}")],
    ),
    Fault(
        "values-not-spanning",
        ["error values case.yaml:@all: 80 | values from 0 to 80 | Stretch"],
        [(WATER, "water: {none: 0, half: 60, all: 80}")],
    ),
    Fault(
        "value-above-hundred",
        ["error values case.yaml:@high: 160 | 40 to 160"],
        [("half: 60", "half: {low: 40, mode: 60, high: 160}")],
    ),
    Fault(
        "swing-without-values",
        ["error swing-values case.yaml:@low: 20 | a swing, but no values | shut, open"],
        [("      road: {shut: 100, open: 0}\n", "")],
    ),
    Fault(
        "values-without-swing",
        ["error swing-values case.yaml:@road: {shut: 0, open | values, but no swing"],
        [("    swings: {road: {low: 50, mode: 70, high: 90}}\n", "")],
    ),
    Fault(
        "basket-below-main",
        [
            "error basket-total case.yaml:@farm: 90 | the main issue alone is worth 100",
            "warning wide-bracket case.yaml:@no_deal:+1",
        ],
        [
            ("issues:\n", "baskets: {farm: {name: Farm}}\nissues:\n"),
            ("    name: Water\n", "    name: Water\n    basket: farm\n"),
            ("    name: Road\n", "    name: Road\n    basket: farm\n"),
            ("    orders:", "    baskets: {farm: 90}\n    orders:"),
            (
                "offered: {all-of-it: {package: {water: all}",
                "offered: {all-of-it: {package: {water: all}",
            ),
            ("{package: {water: half}", "{package: {water: none, road: open}"),
        ],
    ),
    Fault(
        "cyclic-orders",
        ["error order-cycle case.yaml:@less: water | in a circle: road > water > road"],
        [
            (
                "    orders: [{more: water, less: road}]",
                "    orders:\n      - {more: water, less: road}\n      - {more: road, less: water}",
            )
        ],
    ),
    Fault(
        "order-excluded",
        [
            'error order-range case.yaml:@orders | of "road" is 20 to 60, that of "water" 100',
            'error order-range case.yaml:@orders | of "road" is 50, that of "water" 100',
        ],
        [("{more: water, less: road}", "{more: road, less: water}")],
    ),
    Fault(
        "order-of-options",
        ['error order-range case.yaml:@worse: all | of "none" is 0, that of "all" 100'],
        [("{more: water, less: road}", "{issue: water, better: none, worse: all}")],
    ),
    Fault(
        "order-of-modes",
        ['warning order-mode case.yaml:@orders | of "road" is likeliest 40, that of "water" 100'],
        [
            ("{more: water, less: road}", "{more: road, less: water}"),
            ("high: 60", "high: 120"),
            ("road: 50", "road: {low: 10, mode: 100, high: 120}"),
        ],
    ),
    Fault(
        "interaction-of-one",
        ["warning interaction case.yaml:@sum | a combination of one issue"],
        [("    orders:", "    interactions: {sum: {when: {water: half}, worth: 5}}\n    orders:")],
    ),
    Fault(
        "interaction-never",
        ["warning interaction case.yaml:@sum | can never hold together"],
        [
            (
                "    orders:",
                "    interactions: {sum: {when: {water: all, road: open}, worth: 5}}\n    orders:",
            )
        ],
    ),
    # Red lines.
    Fault(
        "line-nobody-can-meet",
        [
            "error line-unmeetable case.yaml:@  not-all: | no package can meet this line",
            "error own-red-line case.yaml:@a-road",
        ],
        [("at_most: half", "not: [none, half, all]")],
    ),
    Fault(
        "line-on-closed-issue",
        [
            'error line-unmeetable case.yaml:@  road-open: | "road" is closed at "shut"',
            "warning package-closed case.yaml:@a-road: | (at 2031-06-01)",
        ],
        [
            (
                "hypotheses:\n",
                line("road-open", "south", "road", "at_least: open", 0.5) + "hypotheses:\n",
            ),
            ("changes: {worths", "changes: {issues: {road: {open: false}}, worths"),
        ],
    ),
    Fault(
        "line-when-itself",
        ["error line-when case.yaml:@when: {water | the issue the line itself is about"],
        [("    at_most: half\n", "    at_most: half\n    when: {water: all}\n")],
    ),
    Fault(
        "line-that-forbids-nothing",
        ["warning line-dead case.yaml:@  any: | no package crosses this line"],
        [("hypotheses:\n", line("any", "north", "water", "at_least: none", 0.5) + "hypotheses:\n")],
    ),
    Fault(
        "line-without-consent",
        ["warning line-owner case.yaml:@owners: [fox] | this line cannot block a deal"],
        [
            ("issues:\n", "  fox: {name: Fox, consent: never}\nissues:\n"),
            ("hypotheses:\n", line("dry", "fox", "water", "at_least: half", 0.5) + "hypotheses:\n"),
        ],
    ),
    Fault(
        "reading-without-confidence",
        ["error line-confidence case.yaml:@confidence_under | no confidence under soft"],
        [("{firm: 0.9, soft: 0.1}", "{firm: 0.9}")],
    ),
    Fault(
        "stricter-line-surer",
        ['error line-nesting case.yaml:@  half: | surer than "some"'],
        [
            (
                "hypotheses:\n",
                line("some", "north", "water", "at_least: half", 0.4)
                + line("half", "north", "water", "at_least: all", 0.6)
                + "hypotheses:\n",
            )
        ],
    ),
    Fault(
        "line-twice",
        [
            'warning line-repeated case.yaml:@  again: | the same line as "not-all", under another',
            "error own-red-line case.yaml:@offered: {all-of-it",
        ],
        [
            (
                "hypotheses:\n",
                line("again", "north", "water", "at_most: half", 0.6) + "hypotheses:\n",
            )
        ],
    ),
    # Hypotheses.
    Fault(
        "weights-zero",
        ["error weights case.yaml:@    readings: | every reading has the weight 0"],
        [
            ("{text: It is meant.", "{weight: 0, text: It is meant."),
            ("{text: It is not.", "{weight: 0, text: It is not."),
        ],
    ),
    Fault(
        "weights-by-half",
        ["warning weights case.yaml:@    readings: | a weight for firm only"],
        [("{text: It is meant.", "{weight: 2, text: It is meant.")],
    ),
    Fault(
        "weights-disagree",
        ["error weights case.yaml:@    readings: | which disagree: firm 80% and 40%, soft 20%"],
        [
            ("{text: It is meant.", "{weight: 8, text: It is meant."),
            ("{text: It is not.", "{weight: 2, text: It is not."),
            ("snapshots:\n", RAIN + JOINT + "snapshots:\n"),
        ],
    ),
    Fault(
        "table-incomplete",
        ["error joint-cells case.yaml:@    cells: | no cell for mood: soft, rain: little"],
        [
            (
                "snapshots:\n",
                RAIN
                + JOINT.replace("      - {when: {mood: soft, rain: little}, weight: 1}\n", "")
                + "snapshots:\n",
            )
        ],
    ),
    Fault(
        "cell-twice",
        ["error joint-cells case.yaml:@weight: 5 | a second cell for mood: firm, rain: much"],
        [
            (
                "snapshots:\n",
                RAIN + JOINT + "      - {when: {mood: firm, rain: much}, weight: 5}\nsnapshots:\n",
            )
        ],
    ),
    Fault(
        "two-touch-one",
        [
            'error shared-target case.yaml:@much: | "mood" and "rain" both change the firmness of south'
        ],
        [("snapshots:\n", RAIN.replace("north", "south") + "snapshots:\n")],
    ),
    Fault(
        "dead-hypothesis",
        ["warning dead-hypothesis case.yaml:@  rain: | nothing changes"],
        [
            (
                "snapshots:\n",
                RAIN.replace(", effects: [{firmness: north, shift: -0.1}]", "") + "snapshots:\n",
            )
        ],
    ),
    Fault(
        "effect-on-main",
        ["error effect case.yaml:@times | on its main issue | the measuring rod"],
        [("{firmness: south, shift: -0.2}", "{swing: {party: south, issue: water}, times: 2}")],
    ),
    Fault(
        "effect-opens",
        ["error effect case.yaml:@opens | opens an issue | a snapshot says"],
        [("{firmness: south, shift: -0.2}", "{opens: road}")],
    ),
    # Snapshots.
    Fault(
        "snapshot-same",
        ["error snapshot-same case.yaml:@2031-06-01 | the same in all parts"],
        [("    changes: {worths: {north: {swings: {road: 50}}}}\n", "")],
    ),
    Fault(
        "change-idle",
        ["warning change-idle case.yaml:@2031-01-01 | says again what the case says anyway"],
        [("{title: Winter}", "{title: Winter, changes: {issues: {road: {default: shut}}}}")],
    ),
    Fault(
        "removes-nothing",
        [
            'error unknown-name case.yaml:@2031-01-01 | removes "not-al", which is not there | "not-all"'
        ],
        [("{title: Winter}", "{title: Winter, changes: {red_lines: {not-al: null}}}")],
    ),
    Fault(
        "changes-evidence",
        ['error schema case.yaml:@2031-01-01 | "statements" cannot differ by snapshot'],
        [("{title: Winter}", "{title: Winter, changes: {statements: {st-1: null}}}")],
    ),
    Fault(
        "snapshots-out-of-order",
        ["note snapshot-order case.yaml:@2031-01-01 | stands after"],
        [
            ("  2031-01-01: {title: Winter}\n", ""),
            ("statements:\n", "  2031-01-01: {title: Winter}\nstatements:\n"),
        ],
    ),
    # Evidence.
    Fault(
        "anchor-backwards",
        ["error anchor case.yaml:@start: 9 | a passage from 9 to 4"],
        [
            (
                "cite: {source: minutes, at: item 1}",
                "anchor: {source: minutes, line: 1, start: 9, end: 4, sha256: 0123456789abcdef}",
            )
        ],
    ),
    Fault(
        "source-without-hash",
        ["warning source-hash sources.yaml:1 | no file and sha256"],
        [
            (
                "cite: {source: minutes, at: item 1}",
                "anchor: {source: minutes, line: 1, start: 4, end: 9, sha256: 0123456789abcdef}",
            )
        ],
    ),
    Fault(
        "two-sources",
        ["error anchor case.yaml:@act: offers | one source"],
        [
            (
                "cite: {source: minutes",
                "anchor: {source: letter, line: 1, start: 1, "
                "end: 4, sha256: 0123456789abcdef}, cite: {source: minutes",
            )
        ],
        files={
            "sources.yaml": "minutes: {title: Minutes}\nletter: {title: Letter, file: l.txt, "
            "sha256: 0123456789abcdef}\n"
        },
    ),
    Fault(
        "assertion",
        ["warning assertion case.yaml:@act: offers | counts as the coder's assertion"],
        [(", cite: {source: minutes, at: item 1}", "")],
    ),
    Fault(
        "size-of-nobody",
        ["error size case.yaml:@low: 50 | a size said to be sourced, but no statement"],
        [("high: 90}", "high: 90, size: sourced}")],
    ),
    Fault(
        "contradicts-itself",
        ["error contradiction case.yaml:@[st-1, st-1] | a statement named twice"],
        add="contradictions:\n  odd: {text: Odd., statements: [st-1, st-1]}\n",
    ),
    # Views.
    Fault(
        "view-of-oneself",
        [
            'error view-own case.yaml:@{road: 9} | views.north.changes.worths.north | "north"',
            "error view-own case.yaml:@not-all: {confidence: 0} | views.south.changes.red_lines",
        ],
        add="views:\n  north:\n    changes:\n      worths:\n        north: {swings: {road: 9}}\n"
        "  south:\n    changes:\n      red_lines:\n        not-all: {confidence: 0}\n",
    ),
    Fault(
        "view-of-nobody",
        [
            'error unknown-name case.yaml:@nroth: | unknown party "nroth" | Did you mean "north"?',
            'error unknown-name case.yaml:@from: [st-9] | unknown statement "st-9"',
        ],
        add="views:\n  nroth: {text: Who?}\n  north:\n    from: [st-9]\n",
    ),
    Fault(
        "view-of-the-rules",
        [
            'error view case.yaml:@rules: {} | "rules" is nothing that a party may see otherwise',
            "error view case.yaml:@worths: much | no mapping of keys to values",
            "error view case.yaml:@south: 0.4 | no mapping of keys to values | key by key",
        ],
        add="views:\n  north:\n    changes:\n      rules: {}\n      worths: much\n"
        "      no_deal:\n        south: 0.4\n",
    ),
    Fault(
        "view-of-a-line",
        [
            'error view case.yaml:@at_most: none | "at_most" of a red line that is in the case',
            "error schema case.yaml:@road-shut: | views.south.changes.red_lines.road-shut",
        ],
        add="views:\n  north:\n    changes:\n      red_lines:\n        not-all:\n"
        "          at_most: none\n"
        "  south:\n    changes:\n      red_lines:\n        road-shut:\n"
        "          {owners: [north], issue: road, at_most: shut, declared: inferred, text: Shut.}\n",
    ),
    Fault(
        "view-without-line",
        ["error view case.yaml:@not-all: null | removes it | confidence: 0"],
        add="views:\n  north:\n    changes:\n      red_lines:\n        not-all: null\n",
    ),
    Fault(
        "view-that-is-no-case",
        [
            "error schema case.yaml:@firmness: {low: 0.1} | views.north.changes.no_deal.south"
            '.firmness.mode | "mode" is missing',
            "error schema case.yaml:@firmness: {low: 0.1} | views.north.changes.no_deal.south"
            '.firmness.high | "high" is missing',
            'error unknown-name case.yaml:@rode: 20 | unknown issue "rode" | Did you mean "road"?',
        ],
        add="views:\n  north:\n    changes:\n      no_deal:\n        south:\n"
        "          firmness: {low: 0.1}\n"
        "  south:\n    changes:\n      worths:\n        north:\n          swings:\n"
        "            rode: 20\n",
    ),
    Fault(
        "view-against-the-record",
        [
            'note bracket-order case.yaml:62 | refused "half-water", worth 140 | only 100',
            'note bracket-order case.yaml:62 | refused "half-water", worth 150 | only 110',
        ],
        add="views:\n  south:\n    changes:\n      worths:\n"
        "        north: {values: {water: {half: 100, all: 60}}}\n",
    ),
    Fault(
        "view-of-what-is-so",
        [
            "warning view-idle case.yaml:@high: 90 } | what the case says anyway",
            'warning view-idle case.yaml:@dry: | the consent of "creek" is never needed',
            "warning line-owner case.yaml:@owners: [creek] | cannot block a deal",
        ],
        [("parties:\n", "parties:\n  creek: {name: Creek, consent: never}\n")],
        add="views:\n  north:\n    changes:\n      worths:\n        south:\n          swings:\n"
        "            # as it is\n            road: {low: 50, mode: 70, high: 90 }\n"
        "      red_lines:\n        dry:\n"
        "          {owners: [creek], issue: road, at_most: shut, confidence: 1, declared: inferred,\n"
        "           text: Dry.}\n",
    ),
    Fault(
        "steps-out-of-bounds",
        [
            "error steps-bounds case.yaml:@patience: {north | patience from 0.9 to 1 | less than 1",
            "error steps-bounds case.yaml:@bond: | forfeited points from -5 to -5",
            "error steps-bounds case.yaml:@reversible: 1.5 | a share that can be taken back from 1.5",
        ],
        [("    default: none\n", "    default: none\n    steps:\n      reversible: 1.5\n")],
        add="steps:\n  patience: {north: {low: 0.9, mode: 0.95, high: 1}}\n"
        "  guarantees:\n    bond: {by: north, points: -5}\n",
    ),
    Fault(
        "steps-of-nobody",
        [
            'error unknown-name case.yaml:@by: [nroth] | unknown party "nroth" | "north"',
            'error unknown-name case.yaml:@by_option: | unknown option of "water" "haf" | "half"',
            "warning steps-idle case.yaml:@by_option: | nobody has to act for what holds today",
            'error unknown-name case.yaml:@patience: {est | unknown party "est"',
            "warning steps-idle case.yaml:@notice: {east | nobody waits for it",
            'error unknown-name case.yaml:@bond: | unknown party "sotuh" | "south"',
            'error unknown-name case.yaml:@bond: | unknown statement "st-9"',
        ],
        [
            (
                "    default: none\n",
                "    default: none\n    steps:\n      by: [nroth]\n"
                "      by_option: {haf: north, none: south}\n",
            ),
            (
                "  south: {name: South farm, consent: always}\n",
                "  south: {name: South farm, consent: always}\n  east: {name: East, consent: never}\n",
            ),
        ],
        add="steps:\n  patience: {est: 0.9}\n  notice: {east: 2}\n"
        "  guarantees:\n    bond: {by: north, points: 5, to: [sotuh], from: [st-9]}\n",
    ),
    Fault(
        "steps-take-too-long",
        ["error steps-time case.yaml:@takes: 9 | it takes 9 periods, and all must be done in 8"],
        [("    default: shut\n", "    default: shut\n    steps:\n      takes: 9\n")],
    ),
    # Levers.
    Fault(
        "lever-out-of-bounds",
        [
            "error lever-bounds case.yaml:@costs: | a cost from -2 to 4 | say so under effects",
            "error lever-bounds case.yaml:@credibility: {south: 1.2} | credibility from 1.2 to 1.2",
            "error lever-bounds case.yaml:@credibility: {south: {low | credibility from -0.1 to 0.5",
            "error effect case.yaml:@firmness: south, shift: 2 | a shift of 2 to 2",
        ],
        add=LEVERS.format(
            kind="threat",
            effect="{firmness: south, shift: 2}",
            more="costs: {north: {low: -2, mode: 0, high: 4}}\n    credibility: {south: 1.2}\n"
            "    way_out:\n      levers: [relief]\n"
            "      credibility: {south: {low: -0.1, mode: 0.2, high: 0.5}}",
        ),
    ),
    Fault(
        "lever-needs-itself",
        [
            "error lever-needs case.yaml:@needs: [dam] | it needs itself",
            "error lever-needs case.yaml:@excludes: [dam] | it excludes itself",
        ],
        add=LEVERS.format(
            kind="measure",
            effect="{firmness: south, shift: -0.2}",
            more="needs: [dam]\n    excludes: [dam]",
        ),
    ),
    Fault(
        "levers-that-cannot-be-used",
        [
            # a circle of relief and word, which the dam needs and which excludes it
            'error lever-needs case.yaml:@needs: [relief] | with it go | "word" and "dam"',
        ],
        add=LEVERS.format(
            kind="measure", effect="{firmness: south, shift: -0.2}", more="needs: [relief]"
        )
        + "    needs: [word]\n"
        "  word:\n    name: A word\n    holder: south\n    needs: [relief]\n    excludes: [dam]\n"
        "    effects: [{firmness: north, shift: -0.1}]\n",
    ),
    Fault(
        "way-out-of-a-carrot",
        [
            "error lever-way-out case.yaml:@way_out: | a way out of a relief",
            "error lever-way-out case.yaml:@levers: [dam, relief] | its own way out",
            'error lever-way-out case.yaml:@levers: [dam, relief] | "relief" can never be used',
        ],
        add=LEVERS.format(
            kind="relief",
            effect="{firmness: south, shift: -0.2}",
            more="excludes: [relief]\n    way_out:\n      levers: [dam, relief]\n"
            "      credibility: {south: 0.9}",
        ),
    ),
    Fault(
        "lever-of-nobody",
        [
            'error unknown-name case.yaml:@levers: [releif] | unknown lever "releif" | "relief"',
            'error unknown-name case.yaml:@credibility: {sout: 1} | unknown party "sout"',
            'error unknown-name case.yaml:@credibility: {soth: 1} | unknown party "soth"',
            'error unknown-name case.yaml:@costs: | unknown party "nort"',
            'error unknown-name case.yaml:@costs: | unknown statement "st-9"',
            'error unknown-name case.yaml:@opens: raod | unknown issue "raod"',
        ],
        add=LEVERS.format(
            kind="threat",
            effect="{opens: raod}",
            more="costs: {nort: {mode: 1, from: [st-9]}}\n    credibility: {sout: 1}\n"
            "    way_out:\n      levers: [releif]\n      credibility: {soth: 1}",
        ),
    ),
    Fault(
        "lever-on-what-is-not-there",
        [
            'error effect case.yaml:@worth: {party: carter | "carter" has no worths for this',
            "error size case.yaml:@credibility: | no statement",
        ],
        [
            (
                "  south: {name: South farm, consent: always}\n",
                "  south: {name: South farm, consent: always}\n"
                "  carter: {name: The carter, consent: never}\n",
            )
        ],
        add=LEVERS.format(
            kind="relief",
            effect="{worth: {party: carter, when: {road: open}}, points: 3}",
            more="credibility: {carter: {mode: 0.5, size: sourced}}",
        ),
    ),
    Fault(
        "lever-both-ways",
        [
            "warning lever-both-ways case.yaml:@red_line: not-all | surer under soft | 0.1 there, 0.4"
        ],
        add=LEVERS.format(
            kind="relief", effect="{red_line: not-all, confidence: 0.4}", more="text: A reservoir."
        ),
    ),
    Fault(
        "lever-that-changes-nothing",
        [
            "warning lever-idle case.yaml:@  dam: | nothing that a deal or no deal is worth changes",
            'warning lever-idle case.yaml:@opens: road | opens "road", which is open at every',
            "warning lever-idle case.yaml:@credibility: {north: 0.5} | what north believes",
            "warning lever-idle case.yaml:@way_out: | as credible as it was",
        ],
        add=LEVERS.format(
            kind="measure",
            effect="{firmness: south, shift: 0}",
            more="way_out: {levers: [relief]}",
        )
        + "  agenda:\n    name: The road, too\n    holder: north\n"
        "    effects:\n      - {opens: road}\n      - {firmness: south, shift: -0.1}\n"
        "    credibility: {north: 0.5}\n",
    ),
    # The files beside the case.
    Fault(
        "sources-a-list",
        ["error schema sources.yaml:1 | a list of 1 | a mapping of keys to values"],
        files={"sources.yaml": "- title: Minutes\n"},
    ),
    Fault(
        "crisis-that-cannot-be",
        [
            'error dynamics case.yaml:@first: | "south" on both sides | Leave it on one',
            'error unknown-name case.yaml:@targets: | unknown party "noth" | "north"',
            "error dynamics case.yaml:@rung: 7 | a full-scale war that nobody fights",
            'error unknown-name case.yaml:@sancions: | unknown thing to turn "sancions" | "sanctions"',
            "error dynamics case.yaml:@toolkit: 1.5 | 1.5 to 1.5 | 0 to 1",
            'error dynamics case.yaml:@losses: | "mood" carries intent already | contradicting',
            'error dynamics case.yaml:@losses: | nothing for "soft" | every reading of mood',
            'error unknown-name case.yaml:@firm: pretxt | unknown reading of "intent" "pretxt" | "pretext"',
        ],
        add="""\
dynamics:
  {first: [north, south], second: [south],
  targets: [noth],
  begin: {rung: 7},
  stands: {
    sancions: 0.5,
    toolkit: 1.5},
  readings: {
    intent: {hypothesis: mood, as: {
      firm: pretxt, soft: opening}},
    losses: {hypothesis: mood, as: {firm: talks}}}}
""",
    ),
    Fault(
        "crisis-of-one-side",
        [
            "error dynamics case.yaml:@second: [] | a side without parties",
            'error dynamics case.yaml:@dynamics: | "south" must agree and stands on no side',
        ],
        add="""\
dynamics:
  first: [north]
  second: []
""",
    ),
    Fault(
        "policies-that-cannot-be",
        [
            'error policy case.yaml:@none: {name: A name | a policy called "none" | Call it otherwise',
            'error unknown-name case.yaml:@levers: [pump | unknown lever "pump"',
            'error policy case.yaml:@start: "2030-02-30" | a date that exists',
            'error policy case.yaml:@start: "2030-01-01" | before the snapshot 2031-01-01',
            'error policy case.yaml:@start: "2030-01-01" | before the snapshot 2031-06-01',
            "error policy case.yaml:@end: 3 | an end of 3.0 after a start of 6.0",
            'error unknown-name case.yaml:@turns: {hotline | unknown thing to turn "hotline"',
            "warning policy case.yaml:@start: 9 | a stretch of time in which nothing is done",
        ],
        add="""\
policies:
  none: {name: A name, schedule: [{turns: {toolkit: 0.5}}]}
  hasty:
    name: In haste
    schedule:
    - {levers: [pump]}
    - {start: "2030-02-30", turns: {toolkit: 1}}
    - {start: "2030-01-01", turns: {toolkit: 1}}
    - {start: 6, turns: {toolkit: 1},
       end: 3}
    - {turns: {hotline: 1}}
    - {start: 9}
""",
    ),
    Fault(
        "policies-that-get-in-their-own-way",
        [
            'error policy case.yaml:@start: 3 | "relief" while "dam" is still pulled | end before the other begins',
            'error policy case.yaml:@levers: [dam] | the lever "dam" is absent from the snapshot 2031-06-01 | set it to null under changes',
            "error policy case.yaml:@end: 1 | an end of 1.0 after a start of 2031-07-01",
        ],
        edits=[
            (
                "changes: {worths: {north: {swings: {road: 50}}}}",
                "changes: {levers: {dam: null, relief: {excludes: []}}}",
            )
        ],
        add=LEVERS.format(
            kind="measure",
            effect="{firmness: south, shift: -0.2}",
            more="credibility: {south: 0.5}",
        )
        + """\
    excludes: [dam]
policies:
  both:
    name: Both at once
    schedule:
    - {levers: [dam]}
    - {start: 3, levers: [relief]}
  backwards:
    name: Backwards
    schedule:
    - {start: "2031-07-01", turns: {toolkit: 1},
       end: 1}
""",
    ),
    Fault(
        "sources-without-title",
        ['error schema sources.yaml:1 | minutes.title | "title" is missing'],
        files={"sources.yaml": "minutes: {outlet: Parish}\n"},
    ),
    Fault(
        "expected-of-nothing",
        [
            'error expected expected.yaml:3 | unknown issue "watr" | Did you mean "water"?',
            'error expected expected.yaml:4 | unknown snapshot "2030" | 2031-01-01',
            "error expected expected.yaml:4 | 0.9 to 0.1 | Turn the two round",
        ],
        files={
            "expected.yaml": "worlds: 100\nexpect:\n"
            "- {what: best_package.options.watr, is: half}\n"
            "- {what: u_star, snapshot: '2030', between: [0.9, 0.1]}\n"
        },
    ),
    Fault(
        "expected-broken",
        ["error yaml expected.yaml:2 | not valid YAML"],
        files={"expected.yaml": "worlds: [\n"},
    ),
]


def write() -> None:
    """Write every folder anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for fault in FAULTS:
        folder = FOLDER / fault.name
        folder.mkdir(parents=True)
        for name, raw in fault.written().items():
            (folder / name).write_bytes(raw)


if __name__ == "__main__":
    write()
