"""Elements that choose: selects of every kind, checkboxes and radio buttons."""

from typing import Any

from nicegui import events, ui

from bot.local_slack.page.fields import Change, Naming
from bot.local_slack.page.surface import Json, Surface
from bot.local_slack.page.text import plain, rich
from bot.local_slack.page.widgets import tag

ID_SELECTS = {"users_select": "user", "channels_select": "channel", "conversations_select": "conversation"}


def chosen(element: Json, state: Json) -> Any:
    """Return what is chosen now: a value or id, or a list of them for elements that hold many."""
    kind = element["type"].removeprefix("multi_")
    many = element["type"] != kind or kind == "checkboxes"
    if kind in ID_SELECTS:
        noun = ID_SELECTS[kind] + ("s" if many else "")
        value = state[f"selected_{noun}"] if f"selected_{noun}" in state else element.get(f"initial_{noun}")
        return list(value or []) if many else value
    noun = "options" if many else "option"
    options = state[f"selected_{noun}"] if f"selected_{noun}" in state else element.get(f"initial_{noun}")
    if many:
        return [option["value"] for option in options or []]
    return options["value"] if options else None


def flat_options(element: Json) -> list[Json]:
    """Return the options of a static element, those of groups one after another."""
    groups = element.get("option_groups")
    return (
        [option for group in groups for option in group["options"]]
        if groups
        else list(element.get("options", []))
    )


def labels(element: Json) -> dict[str, str]:
    """Return value to label of a static select; a group's name stands before its options."""
    if element.get("option_groups"):
        return {
            option["value"]: f"{plain(group, 'label')} · {plain(option, 'text')}"
            for group in element["option_groups"]
            for option in group["options"]
        }
    return {
        option["value"]: " – ".join(filter(None, [plain(option, "text"), plain(option, "description")]))
        for option in element.get("options", [])
    }


def render_select(surface: Surface, element: Json, state: Json, naming: Naming, change: Change) -> None:
    """Show any of the ten selects; `change` gets a value or id, or the list of them for a multi select."""
    kind = element["type"].removeprefix("multi_")
    many = element["type"] != kind
    value = chosen(element, state)
    if kind == "external_select":
        noun = "options" if many else "option"
        known = state.get(f"selected_{noun}") or element.get(f"initial_{noun}")
        options = {
            option["value"]: plain(option, "text")
            for option in ([] if not known else known if many else [known])
        }
    elif kind == "users_select":
        options = dict(surface.people())
    elif kind in ("channels_select", "conversations_select"):
        kinds = (element.get("filter") or {}).get("include") or ["public", "private", "im"]
        options = dict(surface.conversations(["public"] if kind == "channels_select" else kinds))
    else:
        options = labels(element)
    if not many and value not in options:
        value = None

    async def changed(event: events.ValueChangeEventArguments[Any]) -> None:
        await change(event.value)

    # With an input the browser knows it as a named combobox, and typing narrows the list.
    select = ui.select(options, value=value, multiple=many, with_input=True, on_change=changed)
    select.classes("select").props(
        "outlined dense options-dense behavior=menu no-error-icon hide-bottom-space"
    )
    select.props.update({**naming.name, **naming.status})
    select.props["popup-content-class"] = "select-popup"
    select.props["placeholder"] = plain(element, "placeholder") or "Choose"
    if many:
        select.props("use-chips clearable")
    if kind == "external_select":
        _suggest_while_typing(surface, element, select)


def _suggest_while_typing(surface: Surface, element: Json, select: ui.select) -> None:
    """Ask the app for options while the person types; what is already chosen stays known."""
    least = element.get("min_query_length", 3)
    select.props("input-debounce=250")

    async def suggest(event: events.GenericEventArguments) -> None:
        typed = str(event.args or "")
        if len(typed) < least:
            return
        found = {option["value"]: plain(option, "text") for option in await surface.suggest(element, typed)}
        held = select.value if isinstance(select.value, list) else [select.value]
        kept = {value: text for value, text in dict(select.options).items() if value in held}
        select.set_options({**found, **kept})

    select.on("input-value", suggest)


def render_choices(surface: Surface, element: Json, state: Json, naming: Naming, change: Change) -> None:
    """Show checkboxes or radio buttons, with the description under each option."""
    many = element["type"] == "checkboxes"
    picked = set(chosen(element, state) or []) if many else {chosen(element, state)}
    order = [option["value"] for option in flat_options(element)]

    role = "group" if many else "radiogroup"
    with tag("div", "choices", role=role) as group:
        group.props.update(naming.name if many else {**naming.name, **naming.status})
        for option in flat_options(element):
            value = option["value"]

            async def toggled(event: events.GenericEventArguments, value: str = value) -> None:
                if many:
                    (picked.add if event.args else picked.discard)(value)
                    await change([each for each in order if each in picked])
                else:
                    await change(value)

            with tag("label", "choice"):
                box = tag("input", type="checkbox" if many else "radio", name=f"choice-{group.id}")
                if value in picked:
                    box.props["checked"] = True
                box.on("change", toggled, js_handler="(e) => emit(e.target.checked)")
                with tag("span", "choice-text"):
                    rich(option["text"], surface.names)
                    if option.get("description"):
                        rich(option["description"], surface.names, "choice-detail")
