"""Taking back the last load: rows it brought go, values it changed return, its series files are hidden again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl
import sqlalchemy as sa

from kern.errors import StoreWrong
from kern.language import N_
from kern.store.heal import VERSIONS
from kern.store.load import CHANGES, CORRECTIONS, COUNTS, QUARANTINE, RUNS
from kern.store.registers import in_order, schema_of, sql_table, typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.register import RegisterTable
    from kern.store.delta import DeltaSeries


def undo_last_batch(
    connection: sa.Connection, registers: Sequence[RegisterTable], series: Sequence[DeltaSeries]
) -> list[int]:
    """Take back the newest load that has not been taken back yet.

    Its imports stay in the history with status `undone`, so that a number is never used twice.

    Args:
        connection: The write transaction.
        registers: All registers.
        series: All series.

    Returns:
        The imports taken back.

    Raises:
        StoreWrong: There is no load to take back.
    """
    batch = connection.execute(
        sa.select(RUNS.c.batch).where(RUNS.c.status == "landed").order_by(RUNS.c.id.desc()).limit(1)
    ).scalar()
    if batch is None:
        raise StoreWrong(N_("There is no load to take back."))
    mine = sa.select(RUNS.c.id).where(RUNS.c.batch == batch).order_by(RUNS.c.id)
    imports = list(connection.execute(mine).scalars())
    for register in reversed(in_order(registers)):
        _undo_register(connection, register, mine, set(imports))
    for one in series:
        _undo_series(connection, one, batch)
    connection.execute(sa.update(QUARANTINE).where(QUARANTINE.c.resolved_by.in_(mine)).values(resolved_by=None))
    for table in (QUARANTINE, CORRECTIONS, COUNTS):
        connection.execute(sa.delete(table).where(table.c.import_id.in_(mine)))
    connection.execute(sa.update(RUNS).where(RUNS.c.id.in_(mine)).values(status="undone"))
    return imports


def _undo_register(
    connection: sa.Connection, register: RegisterTable, mine: sa.Select[tuple[int]], imports: set[int]
) -> None:
    table = sql_table(register)
    kinds = schema_of(table)
    # Newest first, so that of several corrections of one value the oldest value is the one that stays.
    query = (
        sa.select(CORRECTIONS)
        .where(CORRECTIONS.c.table_name == register.name, CORRECTIONS.c.import_id.in_(mine))
        .order_by(CORRECTIONS.c.id.desc())
    )
    back: dict[str, dict[str, Any]] = {}
    for row in connection.execute(query).mappings():
        values = back.setdefault(row["key"], {})
        values[row["column"]] = typed(row["old_value"], kinds[row["column"]])
        values["import_id"] = row["previous_import_id"]
        values["source_sheet"], values["source_row"] = row["previous_source_sheet"], row["previous_source_row"]
    for key, values in back.items():
        if values["import_id"] in imports:
            continue  # brought by this very load, so it goes altogether
        where = [table.c[name] == typed(json.dumps(value), kinds[name]) for name, value in json.loads(key).items()]
        connection.execute(sa.update(table).where(*where).values(**values))
    connection.execute(sa.delete(table).where(table.c.import_id.in_(mine)))


def _undo_series(connection: sa.Connection, one: DeltaSeries, batch: str) -> None:
    mine = (CHANGES.c.name == one.table.name) & (CHANGES.c.batch == batch)
    before = connection.execute(sa.select(CHANGES.c.previous_version).where(mine)).scalar()
    if before is None:
        return
    connection.execute(sa.delete(CHANGES).where(mine))
    version = one.restore(before)
    connection.execute(sa.update(VERSIONS).where(VERSIONS.c.name == one.table.name).values(version=version))


def history(connection: sa.Connection) -> pl.DataFrame:
    """Every import, oldest first, undone ones included."""
    rows = connection.execute(sa.select(RUNS).order_by(RUNS.c.id)).all()
    frame = pl.DataFrame(rows, schema=schema_of(RUNS), orient="row")
    return frame.with_columns(pl.col("started_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_zone="UTC"))
