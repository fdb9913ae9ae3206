"""The page of one browser tab: puts its parts together and keeps them up to date."""

import asyncio
from urllib.parse import urlencode

from nicegui import background_tasks, events, ui

from bot.local_slack.page.conversation import ConversationPane, Thread
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.header import Header
from bot.local_slack.page.inspector import Inspector
from bot.local_slack.page.modal import Modal
from bot.local_slack.page.seat import Seat
from bot.local_slack.page.sidebar import Sidebar
from bot.local_slack.page.toasts import Toasts
from bot.local_slack.page.widgets import icon_button, tag
from bot.local_slack.server import LocalSlack

# Often enough for a clock that shows minutes.
CLOCK_SECONDS = 15


class Layout:
    """Every part of the page refreshes in place when the workspace changes or the person moves."""

    def __init__(self, slack: LocalSlack, seat: Seat) -> None:
        self._refresh_due = False
        self._client = ui.context.client
        self._desk = desk = Desk(slack, seat, moved=self._moved, told=self._tell)
        tag("a", "skip-link", "Skip to the conversation", href="#")
        with tag("div", "desk") as self._frame:
            # What the header's buttons show comes after it.
            header = Header(desk, lambda: sidebar.toggle(), lambda: inspector.toggle())  # noqa: PLW0108
            sidebar = Sidebar(desk)
            conversation, thread = ConversationPane(desk), Thread(desk)
            inspector = Inspector(desk)
        with tag("div", "notice", role="alert") as self._notice:
            self._trouble = tag("span")
            icon_button("close", "Dismiss", lambda: self._tell(""))
        self._notice.set_visibility(False)
        self._modal = Modal(desk)
        toasts = Toasts(desk)
        self._parts = (header, sidebar, conversation, thread, inspector, self._modal, toasts)
        ui.on("watched", self._watched)
        self._client.on_delete(slack.workspace.subscribe(self._refresh_soon))
        ui.timer(CLOCK_SECONDS, header.refresh)
        self._refresh()
        background_tasks.create(desk.enter(), name="open the place", context=self._client)

    def _refresh_soon(self) -> None:
        """Refresh once after all the changes that are being made now."""
        if not self._refresh_due:
            self._refresh_due = True
            asyncio.get_running_loop().call_soon(self._refresh)

    def _refresh(self) -> None:
        """Make every part show what is true now."""
        self._refresh_due = False
        if self._client.is_deleted:
            return
        self._desk.read()
        with self._frame:
            for part in self._parts:
                part.refresh()

    def _watched(self, event: events.GenericEventArguments) -> None:
        self._desk.is_watched = bool(event.args)
        self._refresh()

    def _moved(self) -> None:
        self._refresh()
        with self._frame:  # what was clicked may be gone by now
            # The address says who and where, so that a reload or a second tab shows the same.
            ui.navigate.history.replace(f"/?{urlencode(self._desk.seat.address())}")

    def _tell(self, trouble: str) -> None:
        """Show a sentence about what went wrong, or with "" take it away."""
        if not self._modal.tell(trouble):
            self._trouble.set_text(trouble)
            self._notice.set_visibility(bool(trouble))
