"""Contracts of Slack's Web API methods: arguments, scopes and tiers, from methods.json beside this file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Json = dict[str, Any]

_TRUE = {1, "1", "true", "True"}
# Stock clients add these to every call.
_ALWAYS_TAKEN = {"token", "team_id"}
_FALSE = {0, "0", "false", "False"}


class ApiError(Exception):
    """An answer with `ok: false`; `fields` are the further keys of the answer, `status` the HTTP status."""

    def __init__(self, error: str, *, status: int = 200, **fields: Any) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.fields = fields

    @property
    def answer(self) -> Json:
        """Return the JSON the caller gets."""
        return {"ok": False, "error": self.error, **self.fields}


def invalid_arguments(*messages: str) -> ApiError:
    """Return the error for arguments that are missing or make no sense."""
    details = [f"[ERROR] {message}" for message in messages]
    return ApiError("invalid_arguments", response_metadata={"messages": details})


@dataclass(frozen=True)
class Contract:
    """What Slack says about one method. `scopes` are the bot scopes; `tier` is "t1" to "t5" or None."""

    method: str
    arguments: Mapping[str, str]
    required: tuple[str, ...]
    scopes: tuple[str, ...]
    tier: str | None
    json_body: bool

    def check(self, args: Mapping[str, Any]) -> None:
        """Refuse missing and unknown arguments and wrong booleans and numbers with `invalid_arguments`.

        Slack ignores unknown arguments in silence; here they are an error, so that a typo is found.
        """
        problems = [
            f"missing required field: {name}"
            for name in self.required
            if name != "token" and args.get(name) is None
        ]
        for name, value in args.items():
            kind = self.arguments.get(name)
            if kind is None:
                if name not in _ALWAYS_TAKEN:
                    problems.append(f"unknown argument: {name}")
            elif (kind == "boolean" and not _is_flag(value)) or (kind == "number" and not _is_number(value)):
                problems.append(f"must be a {kind} [json-pointer:/{name}]")
        if problems:
            raise invalid_arguments(*problems)


def _is_flag(value: Any) -> bool:
    return isinstance(value, (bool, int, str)) and value in _TRUE | _FALSE


def _is_number(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.isdigit())


@cache
def load_contracts() -> dict[str, Contract]:
    """Return the contract of every known method by its name."""
    methods = json.loads((files(__package__) / "methods.json").read_text("utf-8"))["methods"]
    return {
        name: Contract(
            method=name,
            arguments=entry["arguments"],
            required=tuple(entry["required"]),
            scopes=tuple(entry["scopes"].get("bot", ())),
            tier=entry["rate_limit_tier"],
            json_body=entry["json_body"],
        )
        for name, entry in methods.items()
    }


class Args:
    """The arguments of one call, read in the type that is needed."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        """Return a string argument, "" when it is not there."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a boolean argument, which Slack also takes as 0, 1, "true" and "false"."""
        value = self.values.get(name)
        return default if value is None else value in _TRUE

    def number(self, name: str, default: int) -> int:
        """Return a whole number."""
        return int(self.values.get(name) or default)

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """Return an object or list, given as such or as JSON text; None when it is not there."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError as problem:
            raise ApiError(error) from problem
