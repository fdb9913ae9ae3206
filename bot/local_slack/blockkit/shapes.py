"""A few words to describe JSON with: each shape reads a value and reports what Slack would complain about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One complaint about a payload; `str()` is the line Slack puts into `response_metadata.messages`."""

    pointer: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


Problems = list[Problem]
Shape = Callable[[Any, str, Problems], None]
Rule = Callable[[dict[str, Any], str, Problems], None]
Fields = dict[str, Shape]


def string(
    longest: int | None = None, *, shortest: int = 0, pattern: str | None = None, among: Sequence[str] = ()
) -> Shape:
    """Text of `shortest` to `longest` characters that matches `pattern` entirely or is one of `among`."""
    expression = re.compile(pattern) if pattern else None

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.append(Problem(pointer, "wrong_type", "must provide a string"))
        elif len(value) < shortest:
            problems.append(Problem(pointer, "too_short", f"must be more than {shortest - 1} characters"))
        elif longest is not None and len(value) > longest:
            problems.append(Problem(pointer, "too_long", f"must be less than {longest + 1} characters"))
        elif among and value not in among:
            problems.append(Problem(pointer, "not_allowed", f"must be one of: {', '.join(among)}"))
        elif expression and not expression.fullmatch(value):
            problems.append(Problem(pointer, "bad_format", f"does not match the expected format: {pattern}"))

    return check


def number(
    least: float | None = None,
    most: float | None = None,
    *,
    whole: bool = True,
    more_than: float | None = None,
) -> Shape:
    """A number within limits; whole unless said otherwise."""
    name = "an integer" if whole else "a number"

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            problems.append(Problem(pointer, "wrong_type", f"must provide {name}"))
        elif least is not None and value < least:
            problems.append(Problem(pointer, "too_small", f"must be at least {least:g}"))
        elif more_than is not None and value <= more_than:
            problems.append(Problem(pointer, "too_small", f"must be greater than {more_than:g}"))
        elif most is not None and value > most:
            problems.append(Problem(pointer, "too_big", f"must be at most {most:g}"))

    return check


def boolean(value: Any, pointer: str, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        problems.append(Problem(pointer, "wrong_type", "must provide a boolean"))


def items(shape: Shape, *, fewest: int = 0, most: int | None = None) -> Shape:
    """A list of `fewest` to `most` values of one shape."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.append(Problem(pointer, "wrong_type", "must provide an array"))
            return
        if len(value) < fewest:
            problems.append(Problem(pointer, "too_few", f"no less than {fewest} items allowed"))
        if most is not None and len(value) > most:
            problems.append(Problem(pointer, "too_many", f"no more than {most} items allowed"))
            return
        for index, item in enumerate(value):
            shape(item, f"{pointer}/{index}", problems)

    return check


@dataclass(frozen=True)
class Record:
    """An object with known fields; `type`, when given, is its required discriminator."""

    type: str | None = None
    required: Mapping[str, Shape] = field(default_factory=dict)
    optional: Mapping[str, Shape] = field(default_factory=dict)
    rules: Sequence[Rule] = ()

    def __call__(self, value: Any, pointer: str, problems: Problems) -> None:
        """Report what is wrong with `value`; rules about several fields only run when each field is right."""
        if not isinstance(value, dict):
            problems.append(Problem(pointer, "wrong_type", "must provide an object"))
            return
        before = len(problems)
        if self.type is not None and value.get("type") != self.type:
            _wrong_type_field(value, pointer, problems)
            return
        for name in self.required:
            if name not in value:
                problems.append(Problem(pointer, "missing_field", f"missing required field: {name}"))
        for name, part in value.items():
            shape = self.required.get(name) or self.optional.get(name)
            if shape is not None:
                shape(part, f"{pointer}/{name}", problems)
            elif name != "type" or self.type is None:
                problems.append(Problem(pointer, "unknown_field", f"invalid additional property: {name}"))
        if len(problems) == before:
            for rule in self.rules:
                rule(value, pointer, problems)


def one_of(*records: Record, refused: Mapping[str, str] = MappingProxyType({})) -> Shape:
    """An object of one of several kinds, told apart by `type`; `refused` explains kinds not taken here."""
    kinds = {record.type: record for record in records}

    def check(value: Any, pointer: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        record = kinds.get(kind) if isinstance(kind, str) else None
        if record is not None:
            record(value, pointer, problems)
        elif isinstance(kind, str) and kind in refused:
            problems.append(Problem(f"{pointer}/type", "unsupported_type", refused[kind]))
        elif isinstance(value, dict):
            _wrong_type_field(value, pointer, problems)
        else:
            problems.append(Problem(pointer, "wrong_type", "must provide an object"))

    return check


def _wrong_type_field(value: dict[str, Any], pointer: str, problems: Problems) -> None:
    if "type" in value:
        problems.append(
            Problem(f"{pointer}/type", "unsupported_type", f"unsupported type: {str(value['type'])[:80]}")
        )
    else:
        problems.append(Problem(pointer, "missing_field", "missing required field: type"))


def at_least_one(*names: str) -> Rule:
    """At least one of these fields is there."""

    def rule(value: dict[str, Any], pointer: str, problems: Problems) -> None:
        if not any(value.get(name) for name in names):
            problems.append(
                Problem(pointer, "missing_field", f"must provide at least one of: {', '.join(names)}")
            )

    return rule


def not_both(*names: str) -> Rule:
    """At most one of these fields is there."""

    def rule(value: dict[str, Any], pointer: str, problems: Problems) -> None:
        if sum(name in value for name in names) > 1:
            problems.append(Problem(pointer, "conflict", f"must provide only one of: {', '.join(names)}"))

    return rule


def unique(list_field: str, key: str) -> Rule:
    """The objects in a list differ in one of their fields."""

    def rule(value: dict[str, Any], pointer: str, problems: Problems) -> None:
        seen = set()
        for index, item in enumerate(value[list_field]):
            if item[key] in seen:
                problems.append(
                    Problem(f"{pointer}/{list_field}/{index}/{key}", "duplicate", f"`{key}` must be unique")
                )
            seen.add(item[key])

    return rule
