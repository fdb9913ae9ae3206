"""Standard Markdown, as `markdown` blocks carry it, shown as safe HTML."""

from markdown_it import MarkdownIt

from bot.local_slack.text.shown import is_safe_link


def to_html(text: str) -> str:
    """Markdown as HTML: raw HTML stays text, images become links, and links lead only to web and mail."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    reader.enable(["table", "strikethrough"]).disable("image")
    reader.validateLink = is_safe_link  # type: ignore[method-assign]
    return str(reader.render(text))
