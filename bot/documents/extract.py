"""Opens one file that needs more than decoding: a process that reads it and prints its text as JSON."""

import json
import logging
import resource
import sys
from contextlib import suppress

from bot.documents.trouble import Trouble, Unreadable

_MEMORY = 512 * 1024 * 1024
_CPU_SECONDS = 8


def extract(kind: str, data: bytes) -> dict[str, str]:
    """Return {"text": …} or {"trouble": …}, whatever the data is; `kind` is "docx", "pdf" or "html"."""
    try:
        return {"text": _text(kind, data)}
    except Unreadable as unreadable:
        return {"trouble": unreadable.trouble}
    except (MemoryError, RecursionError):
        return {"trouble": Trouble.HEAVY}
    except Exception:  # parsers of hostile input may raise anything
        return {"trouble": Trouble.BROKEN}


def _text(kind: str, data: bytes) -> str:
    """Each kind loads what it needs and nothing else: this process lives for one file."""
    match kind:
        case "docx":
            from bot.documents.word import docx_text  # noqa: PLC0415

            return docx_text(data)
        case "pdf":
            from bot.documents.pdf import pdf_text  # noqa: PLC0415

            return pdf_text(data)
        case _:
            from bot.documents.web import html_text  # noqa: PLC0415

            return html_text(data.decode())


def main() -> None:
    """Give up the right to much memory and time, then read."""
    logging.disable()
    data = sys.stdin.buffer.read()
    for what, limit in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows no limit for the first
            resource.setrlimit(what, (limit, limit))
    print(json.dumps(extract(sys.argv[1], data)))


if __name__ == "__main__":
    main()
