"""rich_text blocks as safe HTML."""

import re
from html import escape

from bot.local_slack.page.surface import Json
from bot.local_slack.text.shown import Names, is_safe_link, to_html

STYLE_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "code": "code"}

MRKDWN_FORMS = {
    "user": "<@{user_id}>",
    "channel": "<#{channel_id}>",
    "usergroup": "<!subteam^{usergroup_id}>",
    "broadcast": "<!{range}>",
    "emoji": ":{name}:",
    "date": "<!date^{timestamp}^{format}|{fallback}>",
}


def rich_text_html(block: Json, names: Names) -> str:
    """Return the HTML of a rich_text block; every piece of text is escaped."""
    return "".join(_part(element, names) for element in block.get("elements", []))


def _part(part: Json, names: Names) -> str:
    inner = "".join(
        _inline(element, names) for element in part.get("elements", []) if "elements" not in element
    )
    match part.get("type"):
        case "rich_text_preformatted":
            return f"<pre><code>{inner}</code></pre>"
        case "rich_text_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "rich_text_list":
            list_tag = "ol" if part.get("style") == "ordered" else "ul"
            start = f' start="{int(part.get("offset", 0)) + 1}"' if list_tag == "ol" else ""
            items = "".join(f"<li>{_part(item, names)}</li>" for item in part.get("elements", []))
            return f'<{list_tag} class="indent-{int(part.get("indent", 0))}"{start}>{items}</{list_tag}>'
        case _:
            return f"<span>{inner}</span>"


def _inline(element: Json, names: Names) -> str:
    html = _letters(element, names)
    for style, html_tag in STYLE_TAGS.items():
        if (element.get("style") or {}).get(style):
            html = f"<{html_tag}>{html}</{html_tag}>"
    return html


def _letters(element: Json, names: Names) -> str:
    match element.get("type"):
        case "text":
            return escape(element["text"]).replace("\n", "<br>")
        case "link":
            text = escape(element.get("text") or element["url"])
            if not is_safe_link(element["url"]):
                return text
            return f'<a href="{escape(element["url"])}" target="_blank" rel="noopener noreferrer">{text}</a>'
        case "color":
            value = element["value"] if re.fullmatch(r"#[0-9a-fA-F]{3,8}", element["value"]) else "#999"
            return f'<span class="swatch" style="background:{value}"></span>{escape(element["value"])}'
        case _:
            return to_html(_as_mrkdwn(element), names)


def _as_mrkdwn(element: Json) -> str:
    """Write ids and emoji the way mrkdwn does, so that both are named in one place."""
    kind = str(element.get("type"))
    if kind in MRKDWN_FORMS:
        return MRKDWN_FORMS[kind].format_map({"fallback": "", **element})
    return escape(str(element.get("text", "")), quote=False)
