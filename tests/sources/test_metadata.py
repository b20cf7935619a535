"""Title, author and date: as stated, inferred with care, or left open."""

from goldenbridge.sources.boilerplate import mark
from goldenbridge.sources.metadata import Description, describe
from goldenbridge.sources.paragraphs import paragraphs
from goldenbridge.sources.readers.extract import Extract


def described(*lines: str, **said: str) -> Description:
    text = "\n\n".join(lines)
    extract = Extract(text, **said)  # type: ignore[arg-type]
    return describe(extract, text, mark(text, paragraphs(text), extract.title), "file-name")


def test_a_byline_is_the_author(article):
    assert described("Talks stall again", "By Anna Hale", *article).author == "Anna Hale"


def test_a_name_under_the_title_is_the_author(article):
    assert described("Talks stall again", "Bo Lind", *article).author == "Bo Lind"


def test_somebody_the_text_speaks_of_is_not(article):
    assert described("Talks stall again", "Anna Orlov", *article).author is None


def test_a_biography_behind_the_text_names_the_author(article):
    bio = "Bo Lind is a senior fellow at the Institute."
    assert described("Talks stall again", *article, bio).author == "Bo Lind"
    both = [*article, bio, "Cy Doe is a research fellow at the Institute."]
    assert described("Talks stall again", *both).author is None
    mentioned = [*article, "Lind, who was there, said that he had seen it all before, and left."]
    assert described("Talks stall again", *mentioned, bio).author is None


def test_bylines_of_two_stories_are_nobodys(article):
    lines = ["By Anna Hale", "Talks stall again", "What came before", "By Bo Lind", *article]
    assert described(*lines).author is None
    together = ["Talks stall again", "By Anna Hale", "By Bo Lind", *article]
    assert described(*together).author == "Anna Hale, Bo Lind"


def test_tags_and_names_behind_the_text_are_no_authors(article):
    assert described("Talks stall again", *article, "Donald Doe", "Tags: Cy Doe").author is None


def test_the_date_above_the_text(article):
    found = described("Talks stall again", "By Anna Hale", "January 21, 2031", *article)
    assert found.date == "2031-01-21"
    assert found.remarks == ()


def test_an_inferred_date_is_a_range_and_said_to_be_inferred(article):
    found = described(
        "Talks stall again",
        *article,
        "It had begun on January 3, 2031, and the guns spoke on January 5. It is ongoing.",
    )
    assert found.date == "2031-01-05/2031-01-19"
    assert "inferred" in found.remarks[0]


def test_what_the_file_says_counts_before_what_is_inferred(article):
    found = described(
        "Talks stall again", "By Anna Hale", *article, author="Bo Lind", date="2030-01-01"
    )
    assert (found.author, found.date) == ("Bo Lind", "2030-01-01")


def test_without_anything_the_file_name_stands_for_the_title():
    found = described("They met and they did not agree.")
    assert (found.title, found.author, found.date) == ("file-name", None, None)
    assert len(found.remarks) == 2
