"""The bar at the top: the workspace and its time, shortcuts, the inspector, and who is acting."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from bot.local_slack.page.controls import menu_button, render_menu_item
from bot.local_slack.page.desk import Desk
from bot.local_slack.page.seat import humans
from bot.local_slack.page.widgets import avatar, button, icon_button, tag
from bot.local_slack.state.clock import next_morning
from bot.local_slack.state.workspace import Member


class Header:
    """The bar; only the time and the person change after it is drawn."""

    def __init__(
        self, desk: Desk, toggle_sidebar: Callable[[], None], toggle_inspector: Callable[[], None]
    ) -> None:
        self._desk = desk
        with tag("header", "topbar"):
            icon_button("menu", "Show conversations", toggle_sidebar, "narrow-only")
            with tag("div", "brand"):
                tag("h1", "", "Local Slack")
                tag("span", "muted", desk.slack.workspace.team_name)
            with tag("div", "clock", role="timer", aria_label="The workspace's time"):
                ui.icon("schedule")
                self._time = tag("span")
            with button("", self._skip, "skip", title="Let the time pass until the next working morning"):
                ui.icon("wb_twilight")
                tag("span", "skip-label", "Skip to tomorrow")
            shortcuts = desk.seat.shortcuts("global")
            if shortcuts:
                with menu_button("bolt", "Shortcuts"):
                    for shortcut in shortcuts:
                        use = partial(desk.use_shortcut, shortcut["callback_id"])
                        render_menu_item(use, shortcut["name"], shortcut.get("description", ""))
            icon_button("data_object", "Inspector", toggle_inspector)
            self._switcher = tag("div", "switcher-place")
        self._shown_member = ""

    def refresh(self) -> None:
        """Show who is acting, and the time on their clock."""
        now = self._desk.seat.local_time(self._desk.slack.clock.now().timestamp())
        self._time.set_text(f"{now:%a %-d %b, %H:%M}")
        member = self._desk.seat.person.member
        if member.id != self._shown_member:
            self._shown_member = member.id
            self._switcher.clear()
            with self._switcher:
                self._draw_switcher(member)

    async def _skip(self) -> None:
        """Let the time pass until the next working morning of the person who is acting."""
        clock = self._desk.slack.clock
        await clock.pass_until(next_morning(clock.now(), self._desk.seat.person.member.tz))
        self.refresh()

    def _draw_switcher(self, member: Member) -> None:
        with tag(
            "button",
            "button switcher",
            type="button",
            aria_haspopup="menu",
            aria_label=f"Acting as {member.real_name}",
        ):
            avatar(member.real_name, member.id, "small")
            tag("span", "wide-only", member.real_name)
            ui.icon("expand_more")
            with ui.menu().props("auto-close"):
                tag("div", "menu-heading", "Act as")
                for other in humans(self._desk.slack):
                    current = "true" if other.id == member.id else "false"
                    with tag(
                        "button",
                        "menu-item person",
                        type="button",
                        role="menuitemradio",
                        aria_checked=current,
                    ) as item:
                        avatar(other.real_name, other.id, "small")
                        with tag("span"):
                            tag("span", "menu-label", other.real_name)
                            tag(
                                "span",
                                "menu-detail",
                                other.title or ("Another company" if other.is_stranger else ""),
                            )
                    item.on("click", partial(self._desk.act_as, other.name), args=[])
