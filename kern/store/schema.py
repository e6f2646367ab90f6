"""The version of the database: made by the migrations, brought up to date by them, or refused."""

from __future__ import annotations

import shutil
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kern.errors import StoreWrong
from kern.language import N_
from kern.store.engine import reading, writing
from kern.store.tables import Workspace

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0013"
OLDER: tuple[str, ...] = (
    "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012",
)  # fmt: skip
"""Versions that can be brought up to date, oldest first."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def ensure_schema(engine: sa.Engine) -> None:
    """Make, check or update the tables. Alembic is only imported when there is something to do.

    A SQLite database is copied to `<name>.voor-<version>` before it is changed.

    Raises:
        StoreWrong: The database is not Koers' own, or was made by a newer Koers.
    """
    found = _found_version(engine)
    if found == HEAD:
        return
    if found is not None and found not in OLDER:
        raise StoreWrong(
            N_(
                "Database {url} has version {found}; this Koers knows versions up to {known}. "
                "Update Koers, or open the workspace with the Koers that made it."
            ),
            url=_shown(engine),
            found=found,
            known=HEAD,
        )
    if found is not None and engine.url.database and engine.dialect.name == "sqlite":
        shutil.copy2(engine.url.database, f"{engine.url.database}.voor-{HEAD}")
    with writing(engine) as connection:
        _upgrade(connection)
        if found is None:
            row = Workspace(store_id=uuid.uuid4().hex, created_at=datetime.now(UTC).isoformat())
            connection.execute(sa.insert(Workspace), [row.model_dump()])


def store_id(connection: sa.Connection) -> str:
    """The name of this store, written into each of its series folders."""
    return str(connection.execute(sa.select(sa.column("store_id")).select_from(sa.table("workspace"))).scalar_one())


def alembic_config(connection: sa.Connection | None = None) -> Config:
    """The configuration of the migrations, with the connection to run them on."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _found_version(engine: sa.Engine) -> str | None:
    """The version of the database, or None when it is empty.

    Raises:
        StoreWrong: There are tables, but no version.
    """
    with reading(engine) as connection:
        try:
            names = set(sa.inspect(connection).get_table_names())
        except sa.exc.DatabaseError as error:
            raise _not_ours(engine) from error
        if "alembic_version" in names:
            version = connection.execute(sa.text("select version_num from alembic_version")).scalar()
            return None if version is None else str(version)
    if names:
        raise _not_ours(engine)
    return None


def _not_ours(engine: sa.Engine) -> StoreWrong:
    return StoreWrong(
        N_("Database {url} was not made by Koers. Point database in koers.toml to another file or database."),
        url=_shown(engine),
    )


def _shown(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")
