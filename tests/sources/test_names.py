"""Names at the head of an article: found where they stand, never made up."""

import pytest

from goldenbridge.sources.names import byline, looks_like_name, names_in_note

NAMES = [
    "Anna Hale",
    "B. J. Orlov",
    "Anna van der Hale",
    "Jean-Claude Hale",
    "Mohammed bin Orlov",
    "ANNA HALE",
    "Shaun O’Hale",
    "Ana María Hale Orlov",
]
NO_NAMES = [
    "Middle East",
    "Foreign Policy",
    "Talks Stall Again",
    "Search Trends",
    "White House",
    "The Herald",
    "United Nations Security Council",
    "Hale",
    "anna hale",
    "Editor’s Note",
    "Kyiv Post",
    "Europe and Asia",
    "Breaking News",
    "Story Saved",
    "Anna Hale said so.",
    "Plan B",
    "",
    "Переговоры сорваны",
    "A" * 5000,
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name(text):
    assert looks_like_name(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_name(text):
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Anna Hale", "Anna Hale"),
        ("by ANNA HALE", "Anna Hale"),
        ("By Anna Hale and Bo Orlov", "Anna Hale, Bo Orlov"),
        ("By Anna Hale, Bo Orlov & C. D. Lind", "Anna Hale, Bo Orlov, C. D. Lind"),
        ("By Anna Hale, Senior Fellow", "Anna Hale"),
        ("By Anna Hale, The Herald", "Anna Hale"),
        ("By Anna Hale | January 3, 2031", "Anna Hale"),
        ("By Anna Hale in Geneva", "Anna Hale"),
        ("Written by Anna Hale", "Anna Hale"),
        ("Author: Anna Hale", "Anna Hale"),
        ("By Friday", None),
        ("By Staff Reporter", None),
        ("By The Associated Press", None),
        ("By the time they met, it was over", None),
        ("By Vladimir Orlov's own account, it is over", None),
        ("By contrast, Anna Hale left", None),
        ("Anna Hale", None),
        ("By", None),
        ("By " + "Anna Hale, " * 90, None),
    ],
)
def test_a_byline(line, who):
    assert byline(line) == who


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("Anna Hale is a senior fellow at the Institute.", "Anna Hale"),
        ("Editor's note: Anna Hale is a Prague-based American journalist.", "Anna Hale"),
        ("About the author: Anna Hale is the former director of it.", "Anna Hale"),
        ("Dr. Anna Hale is Professor of History.", "Anna Hale"),
        ("Anna Hale was foreign editor of the Herald.", "Anna Hale"),
        ("Anna Hale is tired of talks.", None),
        ("The talks are over.", None),
        ("The United Nations is an organisation with a director.", None),
        ("The views expressed are those of the author.", None),
    ],
)
def test_a_note_on_the_author(note, who):
    assert names_in_note(note) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Maria Keller |Senior Researcher", "Maria Keller"),
        ("Commentary | 21 January 2022 | Maria Keller", "Maria Keller"),
        ("Maria Keller, Senior Fellow at the Peace Institute", "Maria Keller"),
        ("MARIA KELLER | 21 January 2022", "Maria Keller"),
        ("21 January 2022 / Maria Keller", "Maria Keller"),
        ("Maria Keller, who left early", None),
        ("Geneva | Vienna | Brussels", None),
        ("Maria Keller | Anna Hale", None),
        ("Maria Keller | she said no", None),
        ("Head of Mission | Programme Lead", None),
    ],
)
def test_a_name_beside_a_post_or_a_date_is_a_byline(line: str, who: str | None) -> None:
    assert byline(line) == who
