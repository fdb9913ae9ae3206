"""Text out of a web page, or of a part of one as job boards hand it out: what a browser would show."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.documents.tables import table_lines

_NOT_SHOWN = "script, style, template, noscript, head, iframe, svg, select, [hidden], dialog:not([open])"
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCKS = (
    "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, tr, section, article, header, footer, main, "
    "nav, aside, blockquote, pre, form, fieldset, address, figure, hr, details, summary"
)
_LINE = "\x1e"  # ends a line; no page has it
_ITEM = re.compile(r"(?:•\s*)+")  # an item's text may be a paragraph of its own
_SPACES = re.compile(r"[^\S\x1e]+")
_MARKDOWN = re.compile(r"\n(?=\s*(?:\n|[#*•|-]|\d+[.)]))")  # a README has lines of its own between its tags


def html_text(page: str) -> str:
    """Return the lines of a page that people see, without hidden elements, scripts and comments."""
    tree = LexborHTMLParser(_MARKDOWN.sub(_LINE, page.replace(_LINE, " ")))
    for node in tree.css(_NOT_SHOWN):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    for node in tree.css("br"):
        node.replace_with(_LINE)
    for node in tree.css("li"):
        node.insert_child("• ") if node.child is None else node.child.insert_before("• ")
    for table in reversed(tree.css("table")):  # the inner ones first
        table.replace_with(_LINE + _LINE.join(table_lines(_rows(table))) + _LINE)
    for node in tree.css(_BLOCKS):
        node.insert_before(_LINE)
        node.insert_after(_LINE)
    text = _ITEM.sub("• ", tree.body.text() if tree.body else "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split(_LINE))
    return "\n".join(line for line in lines if line not in {"", "•"})


def _rows(table: LexborNode) -> list[list[str]]:
    return [[_cell(cell) for cell in row.css("td, th")] for row in table.css("tr")]


def _cell(cell: LexborNode) -> str:
    text = _SPACES.sub(" ", cell.text(separator=" "))
    return text.replace(_LINE, "\n").strip()
