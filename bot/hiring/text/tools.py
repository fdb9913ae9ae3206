"""Finds names of tools and models in a text, and the skill behind each. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.hiring.text.wording import any_of
from content.schema.briefs import ToolName

_VERSION = r"(?:[ -]?\d+(?:\.\d+)*[a-z]?(?![\w+]|\s*(?:years|yrs)\b))?"  # "GPT-4o", "Llama 3.1"


@dataclass(frozen=True, slots=True)
class NamedTool:
    """A tool or model that a text names: its name as written, its place, and the skill behind it."""

    written: str
    start: int
    end: int
    instead: str


def find_tools(text: str, tools: tuple[ToolName, ...]) -> tuple[NamedTool, ...]:
    """Find the names of tools and models in a text, in its order."""
    pattern, skills = _compiled(tools)
    return tuple(
        NamedTool(found.group(), found.start(), found.end(), skills[_key(found["name"])])
        for found in pattern.finditer(text)
    )


def name_the_skill(text: str, tools: tuple[ToolName, ...]) -> str:
    """The skills to ask for instead of the tools in a text: up to three, "" for no tools."""
    skills = list(dict.fromkeys(tool.instead for tool in find_tools(text, tools)))
    told = ", and ".join(skills[:3])
    return told[:1].upper() + told[1:]


@lru_cache(maxsize=4)
def _compiled(tools: tuple[ToolName, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    skills = {word: tool.instead for tool in tools for word in tool.words}
    words = sorted(skills, key=len, reverse=True)
    named = any_of(word.replace(" ", r"[\s._-]{0,2}") for word in words)
    skills |= {word.replace(" ", ""): skill for word, skill in skills.items()}
    return re.compile(rf"(?<![a-z0-9])(?P<name>{named}){_VERSION}(?![a-z0-9])", re.IGNORECASE), skills


def _key(name: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", name.casefold()))
