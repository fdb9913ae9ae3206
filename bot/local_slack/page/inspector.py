"""The inspector: what was delivered to the app, how fast it answered, and what it called then."""

import json
from functools import partial
from typing import Any

from nicegui import ui

from bot.local_slack.page.desk import Desk
from bot.local_slack.page.widgets import KeyedList, KeyedRow, button, icon_button, tag
from bot.local_slack.state.journal import ApiCall, AppDelivery

MOST_SHOWN = 100
SLOW_ACK_MS = 1000


class Inspector:
    """A panel of deliveries, newest first; each opens to its payload, its answer and the calls it caused."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: set[int] = set()
        with tag("aside", "panel inspector", aria_label="Inspector") as self._panel:
            with tag("header", "panel-head"):
                with tag("div"):
                    tag("h2", "", "Inspector")
                    tag("p", "muted", "What the app was sent, and the calls that followed")
                icon_button("close", "Close the inspector", self.toggle)
            with tag("div", "panel-body"):
                self._empty = tag("p", "muted empty", "Nothing yet. Send a command or click a button.")
                self._rows = KeyedList(tag("div"))
        self._panel.set_visibility(False)

    def refresh(self) -> None:
        """Show new deliveries and what became known of older ones."""
        if not self._panel.visible:
            return
        newest = self._desk.slack.journal.deliveries[-MOST_SHOWN:][::-1]
        self._empty.set_visibility(not newest)
        self._rows.show(
            KeyedRow(
                str(delivery.n),
                (repr(delivery), delivery.n in self._open),
                partial(self._draw, delivery),
            )
            for delivery in newest
        )

    def toggle(self) -> None:
        """Show or hide the panel."""
        self._panel.set_visibility(not self._panel.visible)
        self.refresh()

    def _toggle(self, n: int) -> None:
        self._open ^= {n}
        self.refresh()

    def _draw(self, delivery: AppDelivery) -> None:
        opened = delivery.n in self._open
        row = button("", lambda: self._toggle(delivery.n), "delivery", aria_expanded=str(opened).lower())
        with row:
            ui.icon("expand_more" if opened else "chevron_right")
            with tag("span", "delivery-what"):
                tag("strong", "", describe(delivery.payload, delivery.kind))
                tag("span", "muted", f"{delivery.kind} · {delivery.transport}")
            if len(delivery.attempts) > 1:
                tag("span", "pill warn", f"{len(delivery.attempts)} attempts")
            if delivery.calls:
                tag("span", "pill", f"{len(delivery.calls)} call{'s' if len(delivery.calls) > 1 else ''}")
            tag("span", f"ack {_ack_class(delivery)}", _ack_text(delivery))
        if opened:
            with tag("div", "delivery-detail"):
                _draw_json("Payload", delivery.payload)
                if delivery.response:
                    _draw_json("Answer in the ack", delivery.response)
                if delivery.error:
                    tag("p", "field-error", f"Failed: {delivery.error}")
                for call in delivery.calls:
                    _draw_call(call)


def describe(payload: dict[str, Any], kind: str) -> str:
    """Return what a person would call this delivery: the command, the action, the event."""
    if "command" in payload:
        return f"{payload['command']} {payload.get('text', '')}".strip()
    if payload.get("actions"):
        return str(payload["actions"][0].get("action_id", kind))
    if isinstance(payload.get("event"), dict):
        return str(payload["event"].get("type", kind))
    return str(
        payload.get("callback_id")
        or (payload.get("view") or {}).get("callback_id")
        or payload.get("action_id")
        or kind
    )


def _ack_text(delivery: AppDelivery) -> str:
    if delivery.ack_ms is not None:
        return f"{delivery.ack_ms:.0f} ms" if delivery.ack_ms >= 10 else f"{delivery.ack_ms:.1f} ms"
    return "no ack" if delivery.error else "…"


def _ack_class(delivery: AppDelivery) -> str:
    if delivery.error:
        return "failed"
    return "slow" if (delivery.ack_ms or 0) > SLOW_ACK_MS else ""


def _draw_json(title: str, value: Any) -> None:
    tag("div", "json-title", title)
    tag("pre", "json", json.dumps(value, indent=2, ensure_ascii=False, default=str), tabindex=0)


def _draw_call(call: ApiCall) -> None:
    good = call.status == 200 and bool((call.response or {}).get("ok", True))
    with tag("details", "call"):
        with tag("summary"):
            ui.icon("check_circle_outline" if good else "error_outline").classes("good" if good else "bad")
            tag("strong", "", call.method)
            tag(
                "span",
                "muted",
                str(call.status) if good else f"{call.status} {(call.response or {}).get('error', '')}",
            )
        _draw_json("Arguments", call.args)
        _draw_json("Answer", call.response)
