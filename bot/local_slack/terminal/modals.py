"""Modals at the terminal: shown, chosen in, filled in field by field and submitted."""

from bot.local_slack.state.workspace import PlaygroundError, View
from bot.local_slack.terminal import render
from bot.local_slack.terminal.form import Cancelled
from bot.local_slack.terminal.render.pieces import clean
from bot.local_slack.terminal.screen import Screen
from bot.local_slack.terminal.values import numbers


def go_through(screen: Screen) -> None:
    """Go through the open modal and those that follow it, until all are closed."""
    faulty: set[str] | None = None
    cancelled = False
    while view := screen.on_loop(screen.person.modal):
        try:
            if faulty is None and _chose_in(screen, view):
                continue
            faulty = _submitted(screen, view, faulty)
            cancelled = False
        except Cancelled:
            screen.do(screen.person.close(view.id))
            screen.write("Closed.")
            faulty, cancelled = None, True
        except (PlaygroundError, ValueError) as problem:
            screen.write(str(problem))
    if not screen.show_messages() and not cancelled:
        screen.wait()
        screen.show_messages()


def _chose_in(screen: Screen, view: View) -> bool:
    """Show a modal and, when it has buttons or menus outside its fields, let the person use one."""
    others = [block for block in view.blocks if block["type"] != "input"]
    screen.choices = {}
    screen.write(render.view({**view.content, "blocks": others}, screen.names, **screen.look))
    screen.offer(view, others)
    if not screen.choices:
        return False
    closes = "submit" not in view.content
    rest = "closes" if closes else "goes on"
    picked = numbers(screen.form.read(f"A number chooses, an empty line {rest}: "))
    if not picked and closes:
        raise Cancelled
    if not picked:
        return False
    sent = screen.choose(picked)
    if sent and sent.error:
        screen.write(sent.error)
    elif sent:
        screen.all_that_comes()
    return True


def _submitted(screen: Screen, view: View, faulty: set[str] | None) -> set[str] | None:
    """Fill and submit; the blocks that were refused, or None when the modal was taken."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if "submit" not in view.content:
        screen.form.read("Enter closes. ")
        raise Cancelled
    if not inputs:
        screen.form.read(f"Enter: {clean(view.content['submit']['text'])}. ")
    screen.form.fill(view, faulty or inputs, again=bool(faulty))
    sent = screen.do(screen.person.submit(view.id))
    if sent.error:
        screen.write(sent.error)
    for block_id, sentence in sent.errors.items():
        screen.write(f"{_label(view, block_id)}: {clean(sentence)}")
    return inputs.intersection(sent.errors) or None


def _label(view: View, block_id: str) -> str:
    labels = [block["label"]["text"] for block in view.blocks if block.get("block_id") == block_id]
    return clean(labels[0]) if labels else block_id
