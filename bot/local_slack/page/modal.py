"""The modal on top of the person's stack, with errors under the fields that were refused."""

from functools import partial

from nicegui import ui

from bot.local_slack.page.blocks import render_block
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.person_surface import PersonSurface
from bot.local_slack.page.text import plain
from bot.local_slack.page.widgets import KeyedList, KeyedRow, button, icon_button, tag
from bot.local_slack.state.workspace import View


class Modal:
    """Shows whichever view is on top; drawn anew only when another view comes on top."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._window: Window | None = None
        self._dialog = ui.dialog().props("no-backdrop-dismiss")
        self._dialog.on("escape-key", self._escape, args=[])

    def refresh(self) -> None:
        """Follow the person's modal stack."""
        view = self._desk.seat.person.modal()
        if view is None:
            self._window = None
            self._dialog.close()
            return
        if self._window is None or self._window.frame != frame_of(view):
            self._dialog.clear()
            self._dialog.props["aria-label"] = plain(view.content, "title")
            with self._dialog:
                self._window = Window(self._desk, view)
        self._window.show(view)
        self._dialog.open()

    async def _escape(self) -> None:
        if self._window is not None:
            await self._window.close()

    def tell(self, trouble: str) -> bool:
        """Show what went wrong at the top of the open modal; False when no modal is open."""
        if self._window is None:
            return False
        self._window.trouble.set_text(trouble)
        self._window.trouble.set_visibility(bool(trouble))
        return True


def frame_of(view: View) -> tuple[str, ...]:
    """Return what the frame around the blocks shows: when this changes, the window is drawn anew."""
    return (view.id, *(plain(view.content, part) for part in ("title", "submit", "close")))


class Window:
    """One view of the stack."""

    def __init__(self, desk: Desk, view: View) -> None:
        self._desk = desk
        self._view_id = view.id
        self._errors: dict[str, str] = {}
        self.frame = frame_of(view)
        _, title, submit, close = self.frame
        with tag("div", "dialog modal", tabindex=-1):
            with tag("header", "modal-head"):
                tag("h2", "dialog-title", title)
                icon_button("close", "Close", self.close)
            with tag("div", "modal-body"):
                self.trouble = tag("p", "trouble", role="alert")
                self.trouble.set_visibility(False)
                self._blocks = KeyedList(tag("div", "blocks"))
            with tag("footer", "dialog-actions"):
                button(close or ("Cancel" if submit else "Close"), self.close)
                if submit:
                    button(submit, self._submit, "primary")

    def show(self, view: View) -> None:
        """Show the view's blocks; those that stayed the same keep what was typed into them."""
        surface = PersonSurface(self._desk, view)
        self._blocks.show(
            KeyedRow(block["block_id"], (repr(block), error), partial(render_block, surface, block, error))
            for block in view.blocks
            for error in [view.errors.get(block["block_id"], "")]
        )
        if view.errors and view.errors != self._errors:
            self.trouble.client.run_javascript("goToRefused()")
        self._errors = dict(view.errors)

    async def close(self) -> None:
        """Close the view, as its close button does."""
        await self._desk.attempt(self._desk.seat.person.close(self._view_id))

    async def _submit(self) -> None:
        await self._desk.attempt(self._desk.seat.person.submit(self._view_id))
