"""Lines that give themselves away, and sentences of articles that only look like them."""

import pytest

from goldenbridge.sources.boilerplate.cues import mark_cues
from goldenbridge.sources.boilerplate.page import Line, Page

TOLD = {
    "caption": [
        "Smoke over the harbour on Monday. /Xinhua",
        "The two ministers shake hands in Geneva (Reuters)",
        "A soldier at the border. [Photo: Anna Hale/AFP]",
        "Photo: Anna Hale",
        "FILE PHOTO: The bridge at night",
        "The minister leaves the hall. REUTERS/Bo Lind",
        "Anna Orlov in Geneva (Credit: Bo Lind)",
        "The bridge at night. Bo Lind for The Herald",
        "Anna Orlov, left, and Bo Lind, right, after the talks.",
        "The bridge in spring. Getty Images",
        "In this file photo, the bridge is closed.",
        "The hall, seen from above. AP Photo/Bo Lind",
        "© Anadolu Agency",
        "Pictured: the bridge at night",
        "The border (Image: Herald)",
    ],
    "paywall": [
        "Subscribe now to read the full story.",
        "Already a subscriber? Log in",
        "This article is only available to subscribers.",
        "Sign in to continue reading.",
        "You have reached your limit of free articles.",
        "Start your free trial. Cancel anytime.",
        "Get unlimited access for 1 euro a week",
        "Register for free to keep reading",
        "Don't have an account? Create one",
    ],
    "appeal": [
        "(If you would like to contribute and know the field, please contact us at",
        "Donate to support our work.",
        "Sign up for our weekly newsletter.",
        "Follow us on Twitter",
        "Your support keeps us independent.",
        "Get the day's stories in your inbox.",
        "Have a tip? Write to the desk.",
        "Please consider making a donation.",
        "Contact the author at anna@example.org",
        "Enjoyed this story? Become a member.",
    ],
    "author_note": [
        "Editor's note: Anna Hale is a journalist.",
        "About the author",
        "The author is a fellow at the Institute.",
        "The views expressed in this article are the author's own.",
        "The piece reflects its author's opinions, not necessarily those of the Herald.",
        "This article was first published in the Herald.",
        "Reporting by Anna Hale; editing by Bo Lind",
        "Bo Lind contributed to this report.",
        "With files from the Herald",
    ],
    "teaser": [
        "Read more: What comes after the talks",
        "Related",
        "Related articles:",
        "More from the Herald",
        "Most read",
        "ALSO READ | What comes after the talks",
        "You may also like",
        "Recommended for you",
        "Top stories",
        "Editor's picks",
    ],
    "furniture": [
        "Advertisement",
        "Share this article",
        "Search Trends",
        "Story continues below advertisement",
        "5 min read",
        "12 comments",
        "Leave a reply",
        "Tags: Geneva, talks",
        "Posted on May 3, 2031",
        "Home > World > Europe",
        "© 2031 The Herald. All rights reserved.",
        "We use cookies to make this site better.",
        "https://example.org/talks",
        "Facebook",
        "* * *",
        "Skip to content",
        "Updated 3 hours ago",
        "1.2k shares",
        "This video is not available in your country.",
    ],
    "byline": ["By Herald Staff", "By The Associated Press", "Reuters"],
}

BODY = [
    "The minister told Reuters that he would not subscribe to a text that he had not read.",
    "Subscribers of the treaty may leave it after a year, with six months of notice.",
    "Photographs of the bridge, taken by a satellite, show that it was hit twice.",
    "He asked donors to give more, and the banks to support the currency.",
    "She was the author of the plan, and the author of its failure, said the ambassador.",
    "Related talks on gas and grain are to begin next week.",
    "Read in this light, the offer is no offer at all.",
    "More from habit than from hope, the two sides meet again each spring.",
    "Share of the burden was what the allies quarrelled about.",
    "Home to a million people, the city has been without water for a week.",
    "The news agency TASS said the talks had been broken off.",
    "“We will not sign in order to please anybody,” the president said.",
    "Comments by the foreign minister made the allies nervous.",
    "Follow the money, the inspectors were told, and so they did.",
    "Contact between the two armies was lost on Monday.",
    "Opinion is divided on whether the guns should go first.",
    "Europe and the United States agree on sanctions.",
    "Live fire was heard near the bridge on Tuesday.",
    "About the border there was no agreement.",
    "The view that neutrality is a trap is not necessarily that of the people.",
    "By Friday, both sides had accused each other of breaking the truce.",
    "Analysis of the wreckage showed that the drone came from the north.",
    "Russia rejected the offer, the AP reported.",
    "Ukraine’s readers of maps know what a mile of river is worth.",
    "Most popular in the east is a plan that gives both languages equal rights.",
    "The unlock of the frozen funds, all of them, is a condition of the north.",
    "Sanctions, left in place, would harm the poor most.",
    "1.1. Troops and observers",
    "He left the hall. Lavrov said later that the text was unacceptable.",
    "Publishing the letters, he said, would end the talks.",
    "The party's newsletter called the accord treason.",
    "Top stories of the war are told by those who won it.",
    "See the treaty's third article: it says nothing of guns.",
]


def kind(text: str) -> str:
    page = Page([Line(text, 1)])
    mark_cues(page)
    return page.marks[0].kind if page.marks else "body"


@pytest.mark.parametrize(("wanted", "text"), [(k, t) for k, texts in TOLD.items() for t in texts])
def test_told_by_its_words(wanted, text):
    assert kind(text) == wanted


@pytest.mark.parametrize("text", BODY)
def test_a_sentence_of_an_article_is_left_alone(text):
    assert kind(text) == "body"


@pytest.mark.parametrize("text", [t for k in ("paywall", "appeal") for t in TOLD[k]])
def test_what_is_said_in_a_long_paragraph_is_text(text):
    filler = "The two sides met again in Geneva and could not agree on anything at all. " * 5
    assert kind(filler + text) == "body"


def test_a_short_line_that_comes_again_and_again_is_furniture():
    page = Page(
        [Line(t, n) for n, t in enumerate(["Ad break", "They met.", "Ad break", "Ad break"])]
    )
    mark_cues(page)
    assert {at: m.kind for at, m in page.marks.items()} == dict.fromkeys([0, 2, 3], "furniture")
    speakers = Page([Line("Orlov:", n) for n in range(5)])
    mark_cues(speakers)
    assert not speakers.marks


def test_a_title_that_comes_again_at_the_head_of_each_page_stays_once():
    lines = ["Talks in Geneva", "They met.", "Talks in Geneva", "They left.", "Talks in Geneva"]
    page = Page([Line(text, n) for n, text in enumerate(lines)])
    mark_cues(page)
    assert sorted(page.marks) == [2, 4]


def test_every_reason_is_given():
    for texts in TOLD.values():
        for text in texts:
            page = Page([Line(text, 1)])
            mark_cues(page)
            assert page.marks[0].why
