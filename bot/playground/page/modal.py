"""The modal on top of the person's stack, with errors under the fields that were refused."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nicegui import ui

from bot.playground.page.blocks import render_block
from bot.playground.page.kit import KeyedList, Row, button, icon_button, tag
from bot.playground.page.text import plain
from bot.playground.workspace import View

if TYPE_CHECKING:
    from bot.playground.page.desk import Desk


class Modal:
    """Shows whichever view is on top; drawn anew only when another view comes on top."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._shown: tuple[str, str] | None = None
        self._errors: Mapping[str, str] = {}
        self._blocks: KeyedList | None = None
        self._dialog = ui.dialog().props("persistent no-shake")

    def refresh(self) -> None:
        """Follow the person's modal stack."""
        view = self._desk.person.modal()
        if view is None:
            self._shown = None
            self._dialog.close()
            return
        frame = (view.id, repr([view.content.get(part) for part in ("title", "submit", "close")]))
        if frame != self._shown:
            self._shown = frame
            self._errors = {}
            self._draw(view)
        self._show_blocks(view)
        self._dialog.open()

    def _draw(self, view: View) -> None:
        title = plain(view.content, "title")
        self._dialog.clear()
        with self._dialog:
            window = tag("section", "dialog modal", role="dialog", aria_modal="true", aria_label=title)
        window.on("keydown.esc.stop", self._close, args=[])
        with window:
            with tag("header", "modal-head"):
                tag("h2", "dialog-title", title)
                icon_button("close", "Close", self._close)
            body = tag("div", "modal-body")
            with body:
                self._trouble = tag("p", "trouble", role="alert")
                self._trouble.set_visibility(False)
                self._blocks = KeyedList(tag("div", "blocks"))
            with tag("footer", "dialog-actions"):
                button(plain(view.content, "close") or ("Close" if not view.content.get("submit") else "Cancel"), self._close)
                if view.content.get("submit"):
                    button(plain(view.content, "submit"), self._submit, "primary")

    def _show_blocks(self, view: View) -> None:
        assert self._blocks is not None
        surface = self._desk.view_surface(view)
        self._blocks.show(
            Row(
                str(block.get("block_id", index)),
                (repr(block), self._errors.get(block.get("block_id", ""), "")),
                lambda block=block: render_block(
                    surface, block, self._errors.get(block.get("block_id", ""), "")
                ),
            )
            for index, block in enumerate(view.content["blocks"])
        )

    async def _close(self) -> None:
        view = self._desk.person.modal()
        if view is not None:
            await self._desk.person.close(view.id)

    async def _submit(self) -> None:
        view = self._desk.person.modal()
        if view is None:
            return
        outcome = await self._desk.person.submit(view.id)
        self._errors = dict(outcome.errors)
        self.tell(outcome.error or "")
        self.refresh()

    def tell(self, trouble: str) -> bool:
        """Show what went wrong at the top of the open modal; False when no modal is open."""
        if self._shown is None:
            return False
        self._trouble.set_text(trouble)
        self._trouble.set_visibility(bool(trouble))
        return True
