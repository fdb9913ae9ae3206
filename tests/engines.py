"""Engines for the tests: each test has its own, and takes over what was compiled for others."""

from typing import Any

from sqlalchemy import Engine, create_engine, event


class _Statements(dict[tuple[Any, ...], Any]):
    """Compiled statements by their dialect's name: SQLAlchemy keeps them for each engine apart."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(_shared(key), compiled)


def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return (dialect.name, *rest)


_STATEMENTS = _Statements()


def quick_engine(url: Any, **options: Any) -> Engine:
    """An engine as `create_engine` makes it, whose commits do not wait for a disk: its data may be lost."""
    engine = create_engine(url, execution_options={"compiled_cache": _STATEMENTS}, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)
    return engine


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")
