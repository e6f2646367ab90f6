"""The database: connections set up the same way everywhere, and one writer at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from kern.errors import StoreWrong
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreBusy(StoreWrong):
    """Another process is writing just now."""


_WAIT_MS = 5_000
_WRITER_WAIT_MS = 1_000
_LOCK_KEY = 0x6B6F657273  # "koers"


def open_engine(url: str) -> sa.Engine:
    """An engine for SQLite or PostgreSQL.

    SQLite runs in WAL mode, so readers see the last committed state while a load is going on; foreign keys are held.

    Args:
        url: SQLAlchemy URL, such as `sqlite:////path/koers.db` or `postgresql+psycopg://host/koers`.

    Raises:
        StoreWrong: The URL cannot be used.
    """
    try:
        engine = sa.create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreWrong(
            N_(
                "Database {url} cannot be used: {reason}. Give a path to a SQLite file, or postgresql+psycopg://… with "
                "koers[postgresql] installed."
            ),
            url=_without_password(url),
            reason=str(error).splitlines()[0],
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", f"busy_timeout={_WAIT_MS}", "journal_mode=WAL", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("koers_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection that sees one committed state.

    Raises:
        StoreWrong: The database cannot be reached.
    """
    with _connect(engine) as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """The one write transaction: committed when the block ends, rolled back when it raises.

    Raises:
        StoreWrong: Another process is writing, or the database cannot be reached.
    """
    with _connect(engine) as connection:
        connection = connection.execution_options(koers_writes=True)
        begun = _begin(connection)
        with begun:
            yield connection


def _begin(connection: sa.Connection) -> sa.Transaction:
    if connection.dialect.name != "sqlite":
        begun = connection.begin()
        if not connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK_KEY))).scalar():
            begun.rollback()
            raise _busy()
        return begun
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA busy_timeout={_WRITER_WAIT_MS}")
    try:
        begun = connection.begin()
    except OperationalError as error:
        if "locked" in str(error):
            raise _busy() from error
        raise
    finally:
        raw.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
    return begun


def _busy() -> StoreBusy:
    return StoreBusy(
        N_("Another Koers command is writing to this workspace. Wait until it is done and run this command again.")
    )


@contextmanager
def _connect(engine: sa.Engine) -> Iterator[sa.Connection]:
    try:
        connection = engine.connect()
    except DBAPIError as error:
        raise StoreWrong(
            N_("Database {url} cannot be opened: {reason}. Check the path or address, and that you may write there."),
            url=engine.url.render_as_string(hide_password=True),
            reason=str(error.orig).splitlines()[0] if error.orig else "",
        ) from error
    with connection:
        yield connection
