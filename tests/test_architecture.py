"""Imports run one way: a room may use the rooms below it, and only named rooms speak to the outside."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From the top down. A file may import its own layer and those below it.
LAYERS = (
    ("bot.cli", "bot.__main__"),
    ("bot.run",),
    ("handlers",),
    ("bot.delivery",),
    ("bot.services",),
    ("bot.views",),
    ("bot.slack",),
    ("bot.store", "bot.documents", "bot.charts", "bot.background", "migrations"),
    ("bot.hiring",),
    ("bot.settings", "bot.logs", "bot.actors", "bot.errors", "content"),
)
# Who may speak to which part of the outside world, and see the rows of the database.
OUTSIDE = {
    "sqlalchemy": ("bot.store", "migrations"),
    "alembic": ("bot.store", "migrations"),
    "slack_bolt": ("handlers", "bot.run"),
    "slack_sdk": ("handlers", "bot.run", "bot.slack", "bot.logs"),
    "granian": ("bot.run.web", "bot.run.door"),
    "nicegui": ("bot.local_slack.page",),
    "starlette": ("bot.local_slack",),
    "uvicorn": ("bot.local_slack",),
    "rich": ("bot.local_slack",),
    "typer": ("bot.cli",),
    "apscheduler": ("bot.run.worker",),
    "holidays": ("bot.hiring.reminders",),
    "PIL": ("bot.charts",),
    "pypdf": ("bot.documents",),
    "selectolax": ("bot.documents",),
    # Posting needs only the names of the states.
    "bot.store.models": ("bot.store", "bot.services", "bot.delivery", "bot.slack.posting", "migrations"),
}
# What these rooms must not know, whichever way it would reach them.
NEVER = {
    "bot.hiring": ("bot.store", "bot.slack", "slack_sdk", "slack_bolt", "sqlalchemy"),
    "bot.views": ("bot.store", "sqlalchemy"),
}
# Imports in functions: the command loads what a command needs; the other process, what a file needs.
IMPORT_LATE = ("bot.cli", "bot.documents.extract")


def modules() -> dict[str, ast.Module]:
    paths = [
        path
        for folder in ("bot", "handlers", "content", "migrations")
        for path in (ROOT / folder).rglob("*.py")
    ]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in paths
    }


MODULES = modules()


@cache
def imports(module: str) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module}: relative imports hide the direction"
            found |= {
                full if (full := f"{node.module}.{alias.name}") in MODULES else node.module
                for alias in node.names
            }
    return frozenset(found)


def reached(module: str) -> set[str]:
    """What is imported when a module is: by itself, and by whatever of ours it imports."""
    found: set[str] = set()
    waiting = {module}
    while waiting:
        new = imports(waiting.pop()) - found
        found |= new
        waiting |= new & MODULES.keys()
    return found


def inside(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def layer(module: str) -> int | None:
    matches = [number for number, rooms in enumerate(LAYERS) if any(inside(module, room) for room in rooms)]
    return matches[0] if matches else None


def test_imports_run_downwards() -> None:
    upwards = {
        f"{module} imports {imported}, which is above it"
        for module in MODULES
        for imported in imports(module)
        if (own := layer(module)) is not None and (other := layer(imported)) is not None and other < own
    }
    assert not upwards


def test_no_imports_run_in_a_circle() -> None:
    """Wherever an import stands: in a function and for the type checker too."""
    sorter = TopologicalSorter({name: imports(name) & MODULES.keys() for name in MODULES})
    try:
        sorter.prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(reversed(circle.args[1])))


def test_the_local_slack_knows_nothing_of_the_bot() -> None:
    known = {name for module in MODULES if inside(module, "bot.local_slack") for name in imports(module)}
    others = {name for name in known if not inside(name, "bot.local_slack")}
    assert not {
        name
        for name in others
        if any(inside(name, room) for room in ("bot", "handlers", "content", "migrations"))
    }


def test_only_the_command_line_knows_the_local_slack() -> None:
    users = {
        name for name in MODULES if any(inside(imported, "bot.local_slack") for imported in imports(name))
    }
    assert {name for name in users if not inside(name, "bot.local_slack")} == {
        "bot.cli.local",
        "bot.run.demo",
    }


@pytest.mark.parametrize("package", OUTSIDE)
def test_only_the_named_rooms_speak_to_the_outside(package: str) -> None:
    users = {name for name in MODULES if any(inside(imported, package) for imported in imports(name))}
    assert not {name for name in users if not any(inside(name, room) for room in OUTSIDE[package])}


def test_no_two_classes_have_one_name() -> None:
    """Whoever reads a name in an error, a log or a review should need no path to know what is meant."""
    named: dict[str, list[str]] = {}
    for module in MODULES:
        for node in ast.walk(MODULES[module]):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(module)
    assert not {name: found for name, found in named.items() if len(found) > 1}


def test_a_file_says_what_lives_there() -> None:
    assert not {module for module, tree in MODULES.items() if not ast.get_docstring(tree)}


@pytest.mark.parametrize("room", NEVER)
def test_a_pure_room_knows_nothing_of_what_it_must_not(room: str) -> None:
    found = {
        module
        for module in MODULES
        if inside(module, room)
        and any(inside(other, never) for other in reached(module) for never in NEVER[room])
    }
    assert not found


def test_no_function_imports() -> None:
    late = {
        f"{module}, line {node.lineno}"
        for module in MODULES
        if not any(inside(module, room) for room in IMPORT_LATE)
        for function in ast.walk(MODULES[module])
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not late


def test_clients_for_slack_come_from_one_place() -> None:
    makers = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "WebClient"
    }
    assert makers == {"bot.slack.clients"}
