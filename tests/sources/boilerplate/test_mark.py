"""Whole pages: head, repeats, headings, other stories, and where the article ends."""

# ruff: noqa: RUF001 - letters of many scripts

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenbridge.sources.boilerplate import mark
from goldenbridge.sources.paragraphs import paragraphs
from goldenbridge.sources.passage import KINDS

MORE = (
    "Diplomats from three countries had tried for weeks to bring both together, and left in vain.",
    "In the capital, thousands waited in the squares for news that did not come before midnight.",
)
STORM = (
    "A storm came over the coast on Monday and took two roofs with it, the fire brigade said, but "
    "nobody was hurt in it."
)
READER = "I never believed in these talks and I do not believe in the next ones, to be honest."
BIOGRAPHY = "Bo Lind is a senior fellow at the Institute and wrote two books on rivers and bridges."
CHINESE = "代表团星期一在日内瓦会面，同意观察员可以在本周末之前返回边境地区，双方都表示欢迎。"
RUSSIAN = (
    "Делегации встретились в понедельник в Женеве и договорились о том, что наблюдатели могут "
    "вернуться на границу до конца недели, заявил министр."
)


def kinds(*lines: str, title: str | None = None, hints=()) -> list[str]:
    text = "\n\n".join(lines)
    return [p.kind for p in mark(text, paragraphs(text), title, hints)]


def why(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    return [p.why for p in mark(text, paragraphs(text))]


def test_the_head_of_an_article(article):
    assert kinds(
        "Talks stall again",
        "Ministers leave Geneva without a date for another round of talks",
        "By Anna Hale",
        "January 21, 2031",
        *article,
    ) == ["title", "standfirst", "byline", "furniture", "body", "body", "body"]


def test_a_menu_above_the_title(article):
    menu = ["World", "Economy and trade", "Sports", "Weather", "Video"]
    found = kinds(*menu, "By Anna Hale", "Ministers leave Geneva without a date", *article)
    assert found[:5] == ["furniture"] * 5
    assert found[5:8] == ["byline", "title", "body"]


def test_the_paper_above_the_title(article):
    assert kinds("The Geneva Herald", "Ministers leave Geneva without a date", *article)[:3] == [
        "furniture",
        "title",
        "body",
    ]


def test_a_text_that_begins_at_once_has_no_title(article):
    assert kinds(*article) == ["body"] * 3


def test_a_name_under_the_title_of_somebody_the_text_speaks_of(article):
    assert kinds("Talks stall again", "Bo Lind", *article)[1] == "byline"
    assert kinds("Talks stall again", "Anna Orlov", *article)[1] != "byline"


def test_a_known_title_is_found_in_the_text(article):
    lines = ["Herald", "Long word of the day", "Talks stall again!", *article]
    found = kinds(*lines, title="Talks stall again")
    assert found[2] == "title"


def test_hints_of_the_file_count(article):
    found = kinds(*article, "Odd", hints=[(1, "caption", "says so"), (3, "furniture", "says so")])
    assert found == ["body", "caption", "body", "furniture"]


def test_a_paragraph_said_twice_stays_once(article):
    assert kinds(*article, article[1], *MORE) == ["body"] * 3 + ["duplicate"] + ["body"] * 2
    nearly = article[1].replace("late in the night", "late at night")
    assert kinds(*article, nearly, *MORE)[3] == "duplicate"
    assert why(*article, article[1], *MORE)[3] == "repeats line 3"


def test_a_paragraph_with_other_figures_is_another(article):
    one = "The north asks for 300 observers and 40 vehicles at each of the crossings on the river."
    other = one.replace("300", "500")
    assert kinds(*article, one, other) == ["body"] * 5


def test_a_pull_quote_goes_wherever_it_stands(article):
    quote = "We will not withdraw our guns while the other side keeps its own"
    assert kinds(quote, *article, *MORE)[0] in {"pull_quote", "title"}
    assert kinds(article[0], f"“{quote}”", *article[1:], *MORE)[1] == "pull_quote"
    assert kinds(*article, quote + ".", *MORE)[3] == "pull_quote"


def test_one_word_that_differs_makes_another_sentence(article):
    turned = "We will withdraw our guns now while the other side keeps its own."
    assert kinds(*article, turned, *MORE)[3] == "body"
    pair = [f"{who} can never accept this draft as it stands today." for who in ("We", "They")]
    assert kinds(*article, *pair, *MORE)[3:5] == ["body"] * 2


def test_a_few_words_that_come_again_are_no_pull_quote(article):
    assert kinds(article[0], "We will not withdraw.", *article[1:])[1] == "body"


def test_headings_and_headlines_between_paragraphs(article):
    found = kinds(article[0], "A long night", article[1], *MORE)
    assert found[1] == "heading"
    headline = "Opposition leader demands new vote as protests spread to the south"
    assert kinds(article[0], headline, article[1], *MORE)[1] == "teaser"


@pytest.mark.parametrize(
    "line",
    [
        "“No guns, no bridges, no flags: that is all that we have ever asked for”",
        "The minister said: “No guns, no bridges, no flags: that is all we ask for”",
        "- withdraw all guns from the river and let the observers pass at any time",
        "3. Both sides withdraw all guns from the river and let the observers pass",
        "and let the observers pass at any time without having been told before",
        "Both sides agreed that the following would be done before the end of May:",
    ],
)
def test_lines_without_a_stop_that_belong_to_the_text(article, line):
    assert kinds(article[0], line, article[1], *MORE)[1] == "body"


def test_a_list_of_points_is_text_and_one_of_headlines_is_not(article):
    points = [
        "Withdraw all guns from the river bank",
        "Let the observers pass at any time",
        "Open the bridges to grain and gas",
        "Talk again before the end of May",
    ]
    found = kinds(article[0], "They agreed on this:", *points, *article[1:], *MORE)
    assert found[2:6] == ["body"] * 4
    found = kinds(*article, *MORE, "Related stories", *points)
    assert all(kind in {"teaser", "furniture"} for kind in found[5:])


def test_nothing_is_text_behind_the_end(article):
    more = ["Related", "Storm over the coast", STORM, "12 comments", READER]
    found = kinds(*article, *MORE, *more)
    assert found[:5] == ["body"] * 5
    assert not {"body", "heading", "standfirst"} & set(found[5:])
    assert why(*article, *MORE, *more)[-1] == "after line 11, where the end matter begins"


def test_readers_comments_may_be_longer_than_the_article(article):
    comments = [f"{p} I think that is {n} times wrong." for n in range(4) for p in article]
    found = kinds(*article, *MORE, "14 comments", *comments)
    assert set(found[6:]) <= {"furniture", "duplicate"}


def test_a_box_in_the_middle_does_not_end_the_article(article):
    found = kinds(article[0], "Related", "Storm over the coast", *article[1:], *MORE)
    assert found[3:] == ["body"] * 4
    assert kinds(article[0], "Sign up for our newsletter.", *article[1:])[2:] == ["body"] * 2
    assert kinds(*article, *MORE[:1], "Advertisement", MORE[1])[-1] == "body"
    assert kinds(*article, *MORE[:1], "Related", MORE[1])[-1] == "body"


def test_what_people_say_behind_a_mark_is_no_headline(article):
    said = [
        f"“No guns, no bridges, no flags in the {where}”" for where in ("north", "east", "south")
    ]
    assert kinds(article[0], "Advertisement", *said, *article[1:])[2:5] == ["body"] * 3


def test_a_biography_behind_the_text(article):
    assert kinds(*article, *MORE, BIOGRAPHY)[-1] == "author_note"
    about = BIOGRAPHY.replace("Bo Lind", "Anna Orlov")
    assert kinds(*article, *MORE, about)[-1] == "body"


def test_texts_of_other_scripts_are_left_alone():
    assert kinds("会谈再次陷入僵局", CHINESE * 2) == ["title", "body"]
    assert kinds("Переговоры сорваны", RUSSIAN) == ["title", "body"]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=12))
def test_every_paragraph_is_one_passage_with_a_reason(lines):
    text = "\n".join(lines)
    spans = paragraphs(text)
    found = mark(text, spans)
    assert [(p.start, p.end, p.line) for p in found] == spans
    assert all(p.kind in KINDS and (p.kind == "body") == (p.why == "") for p in found)


@given(st.permutations(range(8)))
@settings(deadline=None, max_examples=10)
def test_a_thousand_repeats_cost_no_more_than_their_number(order):
    lines = [f"Line {n} of a text that says the same over and over again." for n in order]
    assert len(kinds(*lines * 50)) == 400
