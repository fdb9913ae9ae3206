"""Red flags in resumes, as a list for people to read by."""

from dataclasses import dataclass

from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.flags import FlagsFile
from content.schema.roles import UMBRELLA, Role
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class FlagsAnswer:
    """The five flags; with a `role`, also what is easily misread for it. `refused`: a resume was pasted."""

    flags: FlagsFile
    role: Role | None
    sources: tuple[Source, ...]
    request: Request
    refused: bool = False


def list_flags(content: Content, request: Request, *, refused: bool = False) -> FlagsAnswer:
    """The red flags, with a note for a role when one is named."""
    role = content.roles[request.role] if request.role and request.role != UMBRELLA else None
    file = content.flags
    sources = (content.sources[file.source], content.sources[file.wording])
    return FlagsAnswer(file, role, sources, request, refused)
