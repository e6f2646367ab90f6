from __future__ import annotations

import importlib.util
import sqlite3

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from kern.errors import StoreWrong
from kern.store import schema
from kern.store.engine import open_engine, reading


def all_tables() -> None:
    for room in ("vastgoed", "energie", "vloot"):
        if importlib.util.find_spec(f"{room}.tables"):
            importlib.import_module(f"{room}.tables")


def test_the_migrations_make_what_the_models_say(tmp_path) -> None:
    all_tables()
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    schema.ensure_schema(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_version_in_the_code_is_the_newest_migration() -> None:
    script = ScriptDirectory.from_config(schema.alembic_config())
    assert script.get_current_head() == schema.HEAD
    assert {revision.revision for revision in script.walk_revisions()} == {schema.HEAD, *schema.OLDER}


def test_a_database_of_a_newer_koers_is_refused(desk) -> None:
    with desk.open():
        pass
    set_version(desk, "9999")
    with pytest.raises(StoreWrong, match=r"has version 9999; this Koers knows versions up to .* Update Koers"):
        desk.open()


def test_a_database_of_something_else_is_refused(desk) -> None:
    with sqlite3.connect(desk.folder / "koers.db") as connection:
        connection.execute("create table mine (a int)")
    connection.close()
    with pytest.raises(StoreWrong, match="was not made by Koers"):
        desk.open()


def test_a_file_that_is_no_database_is_refused(desk) -> None:
    (desk.folder / "koers.db").write_text("not a database at all " * 50)
    with pytest.raises(StoreWrong, match=r"koers\.db cannot be opened: file is not a database"):
        desk.open()


def test_an_older_database_is_brought_up_to_date_and_kept_aside(desk, monkeypatch) -> None:
    with desk.open():
        pass
    set_version(desk, "0000")
    done = []

    def upgrade(connection: sa.Connection) -> None:
        done.append(connection)
        connection.exec_driver_sql(f"update alembic_version set version_num = '{schema.HEAD}'")

    monkeypatch.setattr(schema, "OLDER", ("0000",))
    monkeypatch.setattr(schema, "_upgrade", upgrade)
    with desk.open():
        assert len(done) == 1
    assert (desk.folder / f"koers.db.voor-{schema.HEAD}").exists()
    with desk.open():
        assert len(done) == 1


def set_version(desk, version: str) -> None:
    with sqlite3.connect(desk.folder / "koers.db") as connection:
        connection.execute("update alembic_version set version_num = ?", (version,))
    connection.close()
