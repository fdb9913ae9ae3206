"""What Slack's ids name."""

import pytest

from bot.slack.text import kind_of_id


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
