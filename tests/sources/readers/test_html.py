"""Pages: all that can be seen is text, what is not the article is marked, nothing is run."""

import pytest

from goldenbridge.errors import SourceBroken, SourceNotADocument, SourceTooBig, SourceWithoutText
from goldenbridge.sources.boilerplate import mark
from goldenbridge.sources.limits import Limits
from goldenbridge.sources.paragraphs import paragraphs
from goldenbridge.sources.readers.html import OUTSIDE, read_html

MORE = (
    "Diplomats from three countries had tried for weeks to bring both together in vain.",
    "In the capital, thousands waited in the squares for news that did not come before midnight.",
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture
def news(article):
    head = (
        "<title>Talks stall again | The Herald</title>"
        '<meta property="og:title" content="Talks stall again">'
        '<meta property="og:site_name" content="The Herald">'
        '<meta name="author" content="Anna Hale">'
        '<meta property="article:published_time" content="2021-01-21T10:15:00Z">'
    )
    text = "".join(f"<p>{p}</p>" for p in article)
    more = "".join(f"<p>{p}</p>" for p in MORE)
    return page(
        "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
        f"<article><h1>Talks stall again</h1><figure><img src=x><figcaption>The hall in Geneva."
        f"</figcaption></figure>{text}<h2>A long night</h2>{more}"
        "</article><footer>Legal matters</footer><form><label>Your name</label></form>",
        head,
    )


def kinds(raw: bytes) -> dict[str, tuple[str, str]]:
    read = read_html(raw, "a.html", Limits())
    passages = mark(read.text, paragraphs(read.text), read.title, read.hints)
    return {read.text[p.start : p.end]: (p.kind, p.why) for p in passages}


def test_the_article_is_text_and_the_rest_is_marked(news, article):
    found = kinds(news)
    assert found["Talks stall again"][0] == "title"
    assert found["The hall in Geneva."][0] == "caption"
    assert found["A long night"][0] == "heading"
    assert [found[p][0] for p in article] == ["body", "body", "body"]
    assert found["Home World"] == ("furniture", "the page says it is for finding one's way")
    assert found["Legal matters"][0] == found["Your name"][0] == "furniture"


def test_what_the_page_says_of_itself(news):
    read = read_html(news, "a.html", Limits())
    assert (read.title, read.author, read.outlet) == (
        "Talks stall again",
        "Anna Hale",
        "The Herald",
    )
    assert read.date == "2021-01-21"


def test_an_account_is_no_author(news):
    read = read_html(news.replace(b"Anna Hale", b"newsdesk17"), "a.html", Limits())
    assert read.author is None


def test_scripts_styles_and_hidden_parts_are_no_text(article):
    body = "".join(f"<p>{p}</p>" for p in article)
    hostile = (
        "<script>var a = 'Script text';</script><style>p {color: red}</style>"
        "<noscript>Noscript text</noscript><p style='display: none'>Hidden text</p>"
        "<div hidden>Hidden too</div><template>Template text</template><!-- Comment text -->"
        "<svg><text>Drawn text</text></svg><iframe>Framed text</iframe>"
    )
    read = read_html(page(hostile + body), "a.html", Limits())
    for word in ("Script", "color", "Noscript", "Hidden", "Template", "Comment", "Drawn", "Framed"):
        assert word not in read.text
    assert "onclick" not in read_html(page("<p onclick='x()'>Talks stall.</p>"), "a", Limits()).text


def test_blocks_are_apart_and_inline_tags_are_not():
    read = read_html(
        page("<p>The <b>U</b>nited<br>Nations</p><li>one</li><td>two</td>"), "a", Limits()
    )
    assert read.text.split("\n\n") == ["The United", "Nations", "one", "two\n"]


def test_a_page_says_its_encoding():
    body = "<html><head><meta charset=windows-1251></head><body><p>Переговоры</p></body></html>"
    assert read_html(body.encode("cp1251"), "a", Limits()).text == "Переговоры\n"
    wrong = "<html><head><meta charset=no-such></head><body><p>Élysée</p></body></html>"
    read = read_html(wrong.encode("cp1252"), "a", Limits())
    assert "Élysée" in read.text
    assert "Windows-1252" in read.remarks[0]
    assert "Élysée" in read_html(wrong.encode("utf-16"), "a", Limits()).text


def test_a_paragraph_that_the_article_lost_is_kept(monkeypatch, article, news):
    import trafilatura

    whole = trafilatura.bare_extraction(news.decode(), include_comments=False)
    lost = whole.as_dict()["text"].replace(article[1], "")
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: {"text": lost})
    assert kinds(news)[article[1]][0] == "body"


def test_without_an_article_told_the_line_rules_remain(monkeypatch, article, news):
    import trafilatura

    def stumble(*_, **__):
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    read = read_html(news, "a.html", Limits())
    assert "could not be told" in read.remarks[0]
    assert all(why != OUTSIDE for _, _, why in read.hints)
    assert kinds(news)[article[0]][0] == "body"


def test_a_slow_article_is_given_up_and_the_text_kept(monkeypatch, news, article):
    import trafilatura

    def slow(*_, **__):
        while True:
            try:
                sum(range(1000))
            except Exception:  # as trafilatura does
                continue

    monkeypatch.setattr(trafilatura, "bare_extraction", slow)
    read = read_html(news, "a.html", Limits(seconds=0.2))
    assert article[0] in read.text


def test_deep_nesting_is_told():
    shallow = b"<html><body><p>Before.</p>" + b"<div>" * 5000 + b"inside"
    read = read_html(shallow, "a", Limits())
    assert "Before." in read.text
    assert "nested too deeply" in " ".join(read.remarks)
    with pytest.raises(SourceBroken, match="nested too deeply"):
        read_html(b"<html><body>" + b"<div>" * 5000 + b"inside", "a", Limits())


@pytest.mark.parametrize("raw", [b"<html>", page("<script>x</script>"), b"<!doctype html>"])
def test_no_text(raw):
    with pytest.raises(SourceWithoutText):
        read_html(raw, "a", Limits())


def test_rubbish_in_a_page():
    with pytest.raises(SourceNotADocument):
        read_html(b"<html>" + bytes([0x81, 0xFF] * 99), "a", Limits())


def test_more_text_than_allowed():
    with pytest.raises(SourceTooBig, match="limit text"):
        read_html(page("<p>" + "word " * 100), "a", Limits(text=50))
