"""SQLite's file: made for nobody else, known again, and read where nobody may write."""

import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event

_ANEW_MS = 100  # SQLite asks for a lock less and less often; after this long whoever waits begins to ask anew
_KEPT = "rolecall_is_kept"  # a connection to a copy that nobody writes


class SqliteFile:
    """The file of an engine: how connections to it are made, and whether it is still the same one."""

    def __init__(self, engine: Engine, *, reads_only: bool) -> None:
        """Make the engine's connections as the store needs them; `reads_only` also those to a kept copy."""
        name = engine.url.database or ""
        self.path = None if name.startswith("file:") else Path(name).absolute()
        self._reads_only = reads_only
        self._opened: tuple[int, int] | None = None
        event.listen(engine, "do_connect", self._connect)
        event.listen(engine, "connect", self._prepare)

    @property
    def is_another(self) -> bool:
        """Whether the file that was opened was removed or replaced: what is written to it would be lost."""
        return self._opened is not None and self._identity() != self._opened

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.path or "")
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _connect(self, _dialect: object, record: Any, _arguments: object, parameters: Any) -> Any:
        if self.path is None:
            return None  # as SQLAlchemy does it
        if not self.path.exists():
            _make_private(self.path)
        elif self._reads_only and not _is_written(self.path):
            record.info[_KEPT] = True
            return sqlite3.connect(f"file:{quote(str(self.path))}?immutable=1", **parameters, uri=True)
        return None

    def _prepare(self, connection: Any, record: Any) -> None:
        connection.isolation_level = None  # else sqlite3 opens transactions itself, and too late
        if not record.info.pop(_KEPT, False):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {_ANEW_MS}")
        if self._opened is None:
            self._opened = self._identity()


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, so that nobody else on the machine reads what is said in it.

    It gets its name when it is closed: whoever closes a SQLite file takes its locks from the whole process.
    """
    if not path.parent.is_dir():
        return
    with suppress(OSError):  # SQLite will say why it cannot be
        handle, private = tempfile.mkstemp(dir=path.parent)
        os.close(handle)
        with suppress(OSError):  # another was quicker
            os.link(private, path)
        os.unlink(private)


def _is_written(path: Path) -> bool:
    """Whether somebody may be writing it: we may, or its log of changes lies beside it."""
    may_write = all(os.access(each, os.W_OK, effective_ids=True) for each in (path, path.parent))
    return may_write or path.with_name(f"{path.name}-wal").exists()
