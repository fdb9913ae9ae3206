"""The rich_text block: styled text, lists, quotes and code, and the input that produces it."""

from bot.local_slack.blockkit.elements import CONVERSATION_ID, TYPED, URL, USER_ID, ordered
from bot.local_slack.blockkit.shapes import Fields, Record, boolean, items, number, one_of, string


def _styled(kind: str, required: Fields, optional: Fields | None = None) -> Record:
    return Record(kind, required, {"style": _STYLE, **(optional or {})})


_STYLE = Record(
    optional=dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    )
)
_INLINE = one_of(
    _styled("text", {"text": string(shortest=1)}),
    _styled("link", {"url": URL}, {"text": string(), "unsafe": boolean}),
    _styled("emoji", {"name": string(shortest=1)}, {"unicode": string(), "skin_tone": number(1, 6)}),
    _styled("user", {"user_id": USER_ID}),
    _styled("channel", {"channel_id": CONVERSATION_ID}),
    _styled("usergroup", {"usergroup_id": string(shortest=1)}),
    _styled("team", {"team_id": string(shortest=1)}),
    _styled("broadcast", {"range": string(among=("here", "channel", "everyone"))}),
    _styled("color", {"value": string(pattern=r"#[0-9A-Fa-f]{6}")}),
    _styled(
        "date", {"timestamp": number(), "format": string(shortest=1)}, {"url": URL, "fallback": string()}
    ),
)
_BORDER = number(0, 1)
_RICH_SECTION = Record("rich_text_section", {"elements": items(_INLINE)})
RICH_TEXT = Record(
    "rich_text",
    {
        "elements": items(
            one_of(
                _RICH_SECTION,
                Record(
                    "rich_text_list",
                    {"elements": items(_RICH_SECTION), "style": string(among=("bullet", "ordered"))},
                    {"indent": number(0, 8), "offset": number(0), "border": _BORDER},
                ),
                Record(
                    "rich_text_preformatted",
                    {"elements": items(_INLINE)},
                    {"border": _BORDER, "language": string()},
                ),
                Record("rich_text_quote", {"elements": items(_INLINE)}, {"border": _BORDER}),
            ),
            fewest=1,
        )
    },
    {"block_id": string(255)},
)
RICH_TEXT_INPUT = Record(
    "rich_text_input",
    {},
    {**TYPED, "initial_value": RICH_TEXT, "min_lines": number(1, 100), "max_lines": number(1, 100)},
    (ordered("min_lines", "max_lines"),),
)
