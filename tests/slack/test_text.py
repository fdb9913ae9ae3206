"""What Slack's ids name, what a notification says, and what is too long for a field."""

import pytest

from bot.slack.text import isolate, kind_of_id, notify, shorten


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("U07AB", "person"),
        ("W07AB", "person"),
        ("D07AB", "direct"),
        ("C07AB", "channel"),
        ("G07AB", "channel"),
        ("T07AB", None),
        ("*", None),
        ("", None),
    ],
)
def test_an_id_says_what_it_names(id_: str, kind: str | None) -> None:
    assert kind_of_id(id_) == kind


def test_a_notification_is_a_sentence_or_two() -> None:
    for text, told in (
        ("One. Two! Three?", "One. Two!"),
        ("It costs $1.5k. *Why?* More.", "It costs $1.5k. *Why?*"),
        ("No end here", "No end here"),
        ("x" * 200, "x" * 149 + "…"),
    ):
        assert notify(text) == told


def test_only_what_is_written_from_right_to_left_is_kept_apart() -> None:
    assert isolate("מהנדס 3") == "\u2068מהנדס 3\u2069"
    assert isolate("مهندس (2)") == "\u2068مهندس (2)\u2069"
    assert isolate("Zoë’s 3") == "Zoë’s 3"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("tokenizers", 5, "toke…"),
        ("serve models fast", 7, "serve…"),
        ("a\nb\nc", 4, "a\nb…"),
        ("R&D & evals", 5, "R&D…"),
        ("評価と検索の担当", 4, "評価と…"),
        ("🚀" * 9, 3, "🚀🚀…"),
        # What fits stays as it is.
        ("tokenizers", 10, "tokenizers"),
        ("  two blanks  ", 14, "  two blanks  "),
        ("ends so…", 8, "ends so…"),
        ("a\nb", 3, "a\nb"),
        ("🚀" * 3, 3, "🚀🚀🚀"),
        ("", 4, ""),
    ],
)
def test_what_is_too_long_is_cut_and_says_so(text: str, limit: int, cut: str) -> None:
    assert shorten(text, limit) == cut
