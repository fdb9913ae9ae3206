"""Slack's mrkdwn as HTML and as text: what people see, and that nothing they type can break out."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.local_slack.text import markdown
from bot.local_slack.text.mrkdwn import unescape
from bot.local_slack.text.shown import to_html, to_text

NAMES = {"U1": "Mei Tanaka 田中", "C1": "hiring", "S1": "recruiters", "U2": "<b>&"}.get


@pytest.mark.parametrize(
    ("text", "as_html", "as_text"),
    [
        (
            "*bold* _it *both* al_ ~no~",
            "<b>bold</b> <i>it <b>both</b> al</i> <s>no</s>",
            "bold it both al ~no~",
        ),
        ("2*3*4, a_b_c and * a *", "2*3*4, a_b_c and * a *", "2*3*4, a_b_c and * a *"),
        ("x*y* a_b_ ~no~t", "x*y* a_b_ ~no~t", "x*y* a_b_ ~no~t"),
        ("*open", "*open", "*open"),
        ("*one\ntwo*", "*one<br>two*", "*one\ntwo*"),
        ("`a *b* &lt;` rest", "<code>a *b* &lt;</code> rest", "`a *b* <` rest"),
        ("```\nx = 1\n*y*\n```\nend", "<pre>x = 1\n*y*</pre>end", "x = 1\n*y*\nend"),
        (
            "&gt; said *it*\n> again\nme",
            "<blockquote>said <b>it</b><br>again</blockquote>me",
            "│ said it\n│ again\nme",
        ),
        ("before\n&gt;&gt;&gt; a\nb", "before<br><blockquote>a<br>b</blockquote>", "before\n│ a\n│ b\n"),
        ("• one\n• two\n1. three", "• one<br>• two<br>1. three", "• one\n• two\n1. three"),
        ("&amp;lt; &lt;b&gt; &copy;", "&amp;lt; &lt;b&gt; &amp;copy;", "&lt; <b> &copy;"),
        (
            ":tada: :large_green_circle: :wave::skin-tone-3: :our-logo:",
            "🎉 🟢 👋 :our-logo:",
            "🎉 🟢 👋 :our-logo:",
        ),
        (
            "<foo> <!now> <@> < @U1>",
            "&lt;foo&gt; &lt;!now&gt; &lt;@&gt; &lt; @U1&gt;",
            "<foo> <!now> <@> < @U1>",
        ),
        ("at 10:30:45", "at 10:30:45", "at 10:30:45"),
    ],
)
def test_text_is_shown_as_slack_shows_it(text: str, as_html: str, as_text: str) -> None:
    assert to_html(text, NAMES) == as_html
    assert to_text(text, NAMES) == as_text


@pytest.mark.parametrize(
    ("text", "as_text"),
    [
        ("<@U1> in <#C1|old-name> of <!subteam^S1|@x>", "@Mei Tanaka 田中 in #hiring of @recruiters"),
        ("<@U9|mei> in <#C9>", "@mei in #C9"),
        ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
        ("<!date^1720710212^{date_short} at {time}|once>", "Jul 11, 2024 at 15:03"),
        (
            "<!date^1720710212^{moon}|once> <!date^soon^{date}|later> <!date^99999999999999^{date}|far>",
            "once later far",
        ),
        ("<https://example.com/a_b_c|the page>", "the page (https://example.com/a_b_c)"),
        ("<mailto:mei@example.com|mei@example.com>", "mei@example.com"),
    ],
)
def test_references_are_shown_by_name(text: str, as_text: str) -> None:
    assert to_text(text, NAMES) == as_text


def test_mentions_are_marked_and_names_are_escaped() -> None:
    assert to_html("<@U2>", NAMES) == '<span class="mention">@&lt;b&gt;&amp;</span>'


def test_bare_addresses_become_links_unless_verbatim() -> None:
    link = '<a href="https://x.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">https://x.org/?a=1&amp;b=2</a>'
    assert to_html("(see https://x.org/?a=1&amp;b=2).", NAMES) == f"(see {link})."
    assert to_html("https://x.org", NAMES, verbatim=True) == "https://x.org"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "slack://x", "vbscript:x"]
)
def test_only_web_and_mail_become_links(address: str) -> None:
    assert to_html(f"<{address}|click>", NAMES) == "click"
    assert "href" not in markdown.to_html(f"[click]({address}) <{address}> ![click]({address})")


def test_markdown_blocks_are_standard_markdown() -> None:
    shown = markdown.to_html(
        "# Pay\n**bold** ~~old~~ [page](https://example.com)\n\n|a|b|\n|-|-|\n|1|2|\n\n<b>raw</b>"
    )
    for part in (
        "<h1>Pay</h1>",
        "<strong>bold</strong>",
        "<s>old</s>",
        '<a href="https://example.com">',
        "<td>1</td>",
    ):
        assert part in shown
    assert "&lt;b&gt;raw&lt;/b&gt;" in shown


ALLOWED = {
    *("b", "i", "s", "code", "pre", "blockquote", "br", "a", "span"),
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Reader(HTMLParser):
    """Collects the text of a page; refuses tags and attributes that no text should have produced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ("href", "class", "target", "rel", "start", "style"), name
            if name == "href":
                assert (value or "").lower().startswith(("http://", "https://", "mailto:"))
            if name == "style":
                assert value in ("text-align:left", "text-align:right", "text-align:center")
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("br", "hr")
        assert not attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


PIECES = r"""
< > & * _ ~ ` ``` | ! @U1 <@U1> <#C1|x> <!date^1^{date}| ^ " ' &lt; &amp; https://x.y/ mailto:
javascript: onload=
<script>alert(1)</script> <img/src=x/onerror=alert(1)> [a]( ) ![ # - |a| |:-| ~~~ :tada: : é 田
"""
pieces = st.sampled_from([*PIECES.split(), " ", "\n", "> ", "\u202e", "\x00"])
hostile = st.lists(pieces | st.text(max_size=4), max_size=25).map("".join)


@given(hostile)
@example('<https://x.y/" onmouseover="alert(1)|<b>>')
@example("<https://x.y|</a><script>>")
def test_hostile_text_never_becomes_markup(text: str) -> None:
    read(to_html(text, NAMES))
    read(markdown.to_html(text))


@given(hostile)
def test_every_text_can_be_read(text: str) -> None:
    assert isinstance(to_text(text, NAMES), str)


plain_words = st.text(st.characters(exclude_characters="*_~`<>&:\x00\r", codec="utf-8"), max_size=80)


@given(plain_words)
def test_plain_words_survive(text: str) -> None:
    assert to_text(text, NAMES) == text
    assert to_html(text, NAMES) == html.escape(text).replace("\n", "<br>")


@given(st.text(st.characters(exclude_characters="`*_~:", codec="utf-8"), max_size=80))
def test_what_a_person_typed_comes_back_after_slacks_escaping(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == text
    if not any(line.startswith(">") for line in text.split("\n")):
        assert to_text(escaped, NAMES, verbatim=True) == text
