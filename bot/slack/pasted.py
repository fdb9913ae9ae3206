"""The text of a web page's source that somebody pasted into a message, tags, entities and all.

Files are opened by a parser in a process of its own (bot/documents); a listener has no time for one. Python's
own parser has no native code, and a piece of a page in a message needs no more.
"""

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(  # of a page's blocks: “<b>now</b>” is how somebody types
    r"</(?:p|div|section|article|main|body|html|h[1-6]|ul|ol|li|table|tr)\s*>|<(?:br|p|li)\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_LINES = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "tr",
        "table",
        "br",
    )
)
_HIDDEN = frozenset(("script", "style", "head", "template"))


class _PastedPage(HTMLParser):
    """Collects what of a page is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line, or an item of a list."""
        if tag in _HIDDEN and not self._hidden:
            self._hidden = tag
        elif tag in _LINES:
            self.parts.append("\n• " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what is hidden."""
        if tag == self._hidden:
            self._hidden = ""
        elif tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._hidden:
            self.parts.append(data)


def without_html(text: str) -> str:
    """A text without tags and entities; any other text as it is.

    Job boards hand out pages inside pages, so entities may be tags in their turn.
    """
    plain = _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text
    if not _TAG.search(plain):
        return plain
    page = _PastedPage()
    page.feed(plain)
    page.close()
    lines = (" ".join(line.split()) for line in "".join(page.parts).split("\n"))
    return "\n".join(line for line in lines if line not in ("", "•"))
