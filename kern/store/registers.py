"""Registers in the database: read as polars, and landed row by row class: new, same, changed or kept out.

Files of one load are taken in the order they were handed in, as if loaded one after the other. Within one file,
rows with the same key and the same values count once and the others as the same; rows with the same key that
contradict each other are all kept out. A column that a file does not have keeps its stored value.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from kern.errors import StoreWrong
from kern.intake.contract import REJECTED
from kern.language import N_
from kern.store.compare import CONTRADICTION, corrections
from kern.store.staging import KEY_MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlmodel import SQLModel

    from kern.register import RegisterTable

PROVENANCE = ("import_id", "source_sheet", "source_row")
_TYPES: Mapping[type, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
}
_REFERENCE = (
    "store.reference.unknown",
    N_("{value} is not in {allowed}."),
    N_("First load the file that adds {value} to {allowed}, or correct the code; then load this file again."),
)
_CALLED: Mapping[str, str] = {
    "managed_asset": N_("the portfolio (buildings and technical infrastructure)"),
    "entity": N_("the list of entities"),
    "building": N_("the buildings of the property database"),
    "meter": N_("the register of meters"),
    "vehicle": N_("the vehicle register"),
}
"""Register -> what users call it, where rows refer to it."""
_EMPTY = (
    "store.value.missing",
    N_("{column} is empty, and a new row cannot do without it."),
    N_("Fill in the cell, or add the column, and load the file again."),
)


@dataclass
class Landed:
    """What one file did to one register."""

    new: int = 0
    same: int = 0
    corrected: int = 0
    rejected: list[pl.DataFrame] = field(default_factory=list)
    corrections: list[pl.DataFrame] = field(default_factory=list)

    @property
    def quarantined(self) -> int:
        """Rows kept out."""
        return len({row for frame in self.rejected for row in frame.select("sheet", "row").rows()})


def sql_model_table(model: type[SQLModel]) -> sa.Table:
    """The SQL table behind a model."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table


def sql_table(register: RegisterTable) -> sa.Table:
    """The SQL table behind a register."""
    return sql_model_table(register.model)


def references_of(register: RegisterTable) -> dict[str, str]:
    """Column -> "table.column": what the register says, and what its foreign keys hold it to."""
    held = {
        key.parent.name: key.target_fullname
        for key in sql_table(register).foreign_keys
        if key.parent.name not in PROVENANCE
    }
    return held | dict(register.references)


def schema_of(table: sa.Table) -> dict[str, pl.DataType]:
    """Column -> polars type."""
    return {column.name: _polars_type(column.type) for column in table.columns}


def _polars_type(kind: sa.types.TypeEngine[Any]) -> pl.DataType:
    if isinstance(kind, sa.DateTime):
        return pl.Datetime("us")
    if isinstance(kind, sa.Date):
        return pl.Date()
    if isinstance(kind, sa.Numeric):
        return pl.Float64()
    return _TYPES.get(kind.python_type, pl.String())


def read_table(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool] | None = None) -> pl.DataFrame:
    """All rows of a table, in the order of its key."""
    query = sa.select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(query if where is None else query.where(where)).all()
    frame = pl.DataFrame(rows, schema=schema_of(table), orient="row")
    return frame.select(pl.exclude(PROVENANCE), *(name for name in PROVENANCE if name in frame.columns))


class RegisterLander:
    """Lands the frames of one register within a load's transaction.

    Args:
        connection: The write transaction.
        register: The register.
        codes: Gives the known values of a "table.column" a register refers to, those of this load included.
        known: Import -> the earlier import of the same file, where there was one.
    """

    def __init__(
        self,
        connection: sa.Connection,
        register: RegisterTable,
        codes: Callable[[str], pl.Series],
        known: Mapping[int, int],
    ) -> None:
        self.connection = connection
        self.register = register
        self.table = sql_table(register)
        self.schema = schema_of(self.table)
        self.key = list(register.key)
        self.codes = codes
        self.known = known
        self.stored = read_table(connection, self.table)

    def land(self, import_id: int, frame: pl.DataFrame) -> Landed:
        """Land the rows of one file.

        Args:
            import_id: The file's import.
            frame: Key columns, the columns the file has, `source_sheet`, `source_row`.

        Raises:
            StoreWrong: The frame has columns the register lacks, or lacks a key column.
        """
        rows = self._shaped(frame, import_id)
        content = [name for name in rows.columns if name not in (*PROVENANCE, *self.key)]
        landed = Landed()
        rows = self._without(rows, landed, self._keyless(rows), KEY_MISSING)
        rows, repeated = self._without_contradictions(rows, landed, content)
        landed.same += repeated
        rows = self._without_unknown_references(rows, landed)
        rows = self._beside_stored(rows, content)
        rows = self._without(rows, landed, self._incomplete(rows), _EMPTY)
        differs = pl.any_horizontal([pl.lit(False), *(pl.col(n).ne_missing(pl.col(f"old.{n}")) for n in content)])
        held = pl.lit(False)
        if import_id in self.known:
            held = (pl.col("old.import_id") > self.known[import_id]).fill_null(False)
        changed = rows.filter(pl.col("old"), differs & ~held)
        new = rows.filter(~pl.col("old"))
        landed.same += rows.height - changed.height - new.height
        landed.new, landed.corrected = new.height, changed.height
        if changed.height:
            landed.corrections.append(corrections(changed, self.key, content))
        self._write(new, changed, [*content, *PROVENANCE])
        return landed

    def _shaped(self, frame: pl.DataFrame, import_id: int) -> pl.DataFrame:
        strange = set(frame.columns) - set(self.schema)
        missing = set(self.key) - set(frame.columns)
        if strange or missing:
            raise StoreWrong(
                N_("A reader hands over columns that do not fit register {table}: {columns}."),
                table=self.table.name,
                columns=", ".join(sorted(strange | missing)),
            )
        absent = [name for name in PROVENANCE if name not in frame.columns]
        shaped = frame.with_columns(pl.lit(None, self.schema[name]).alias(name) for name in absent).with_columns(
            import_id=pl.lit(import_id)
        )
        return shaped.cast({name: self.schema[name] for name in shaped.columns})

    def _keyless(self, rows: pl.DataFrame) -> list[tuple[str, pl.Expr]]:
        return [(name, pl.col(name).is_null()) for name in self.key if rows[name].null_count()]

    def _incomplete(self, rows: pl.DataFrame) -> list[tuple[str, pl.Expr]]:
        """Columns the table cannot leave empty and that have no value of their own."""
        conditions = []
        for column in self.table.columns:
            if column.nullable or column.name in self.key:
                continue
            if column.name in rows.columns:
                conditions.append((column.name, pl.col(column.name).is_null()))
            elif column.default is None:
                conditions.append((column.name, ~pl.col("old")))
        return conditions

    def _without_contradictions(
        self, rows: pl.DataFrame, landed: Landed, content: Sequence[str]
    ) -> tuple[pl.DataFrame, int]:
        if not rows.select(self.key).is_duplicated().any():
            return rows, 0
        kinds = pl.struct(content).n_unique().over(self.key) if content else pl.lit(1)
        marked = rows.with_columns(_kinds=kinds)
        bad = marked.filter(pl.col("_kinds") > 1)
        if bad.height:
            value = pl.concat_str(self.key, separator=", ")
            differing = ", ".join(n for n in content if (bad.group_by(self.key).agg(pl.col(n).n_unique())[n] > 1).any())
            landed.rejected.append(_rejections(bad, CONTRADICTION, self.key[0], value, pl.lit(differing)))
        good = marked.filter(pl.col("_kinds") == 1).drop("_kinds")
        once = good.unique(self.key, keep="first", maintain_order=True)
        return once, good.height - once.height

    def _without_unknown_references(self, rows: pl.DataFrame, landed: Landed) -> pl.DataFrame:
        bad = pl.lit(False)
        for column, target in references_of(self.register).items():
            if column not in rows.columns:
                continue
            known = self.codes(target) if target.split(".")[0] != self.table.name else self._own(target, rows)
            unknown = pl.col(column).is_not_null() & ~pl.col(column).is_in(known.implode())
            lost = rows.filter(unknown)
            if lost.height:
                table = target.split(".")[0]
                called = pl.lit(_CALLED.get(table, table))
                landed.rejected.append(_rejections(lost, _REFERENCE, column, pl.col(column), called))
                bad |= unknown
        return rows.filter(~bad)

    def _own(self, target: str, rows: pl.DataFrame) -> pl.Series:
        column = target.split(".")[1]
        return pl.concat([self.stored[column], rows[column]])

    def _beside_stored(self, rows: pl.DataFrame, content: Sequence[str]) -> pl.DataFrame:
        before = self.stored.select(
            *self.key, *(pl.col(name).alias(f"old.{name}") for name in (*content, *PROVENANCE))
        ).with_columns(old=pl.lit(True))
        joined = rows.join(before, on=self.key, how="left", maintain_order="left")
        return joined.with_columns(pl.col("old").fill_null(False))

    def _without(
        self,
        rows: pl.DataFrame,
        landed: Landed,
        conditions: Sequence[tuple[str, pl.Expr]],
        defect: tuple[str, str, str],
    ) -> pl.DataFrame:
        bad = pl.lit(False)
        for name, condition in conditions:
            lost = rows.filter(condition)
            if lost.height:
                landed.rejected.append(
                    _rejections(lost, defect, name, pl.lit(None, pl.String), pl.lit(None, pl.String))
                )
                bad |= condition
        return rows.filter(~bad)

    def _write(self, new: pl.DataFrame, changed: pl.DataFrame, columns: Sequence[str]) -> None:
        names = [*self.key, *columns]
        if new.height:
            self.connection.execute(sa.insert(self.table), new.select(names).to_dicts())
            defaults = {
                column.name: column.default.arg
                for column in self.table.columns
                if column.name not in names and isinstance(column.default, ScalarElementColumnDefault)
            }
            absent = [
                pl.lit(defaults.get(name), kind).alias(name) for name, kind in self.schema.items() if name not in names
            ]
            self.stored = pl.concat([self.stored, new.select(*names, *absent).select(self.stored.columns)])
        if changed.height:
            update = sa.update(self.table).where(
                *(self.table.c[name] == sa.bindparam(f"key_{name}") for name in self.key)
            )
            values = changed.select(
                *(pl.col(name).alias(f"key_{name}") for name in self.key), *(pl.col(name) for name in columns)
            )
            self.connection.execute(update.values({n: sa.bindparam(n) for n in columns}), values.to_dicts())
            self.stored = self.stored.update(changed.select(names), on=self.key, include_nulls=True)


def _rejections(
    rows: pl.DataFrame, defect: tuple[str, str, str], column: str, value: pl.Expr, allowed: pl.Expr
) -> pl.DataFrame:
    code, reason, remedy = defect
    return rows.select(
        sheet="source_sheet",
        row="source_row",
        column=pl.lit(column),
        value=value.cast(pl.String),
        code=pl.lit(code),
        reason=pl.lit(reason),
        remedy=pl.lit(remedy),
        allowed=allowed,
    ).cast(pl.Schema(REJECTED))


def in_order(registers: Sequence[RegisterTable]) -> list[RegisterTable]:
    """Registers so that each comes after those it refers to.

    Raises:
        StoreWrong: They refer to each other in a circle.
    """
    left, done = list(registers), []
    needs: dict[str, set[str]] = defaultdict(set)
    for register in left:
        needs[register.name] = {target.split(".")[0] for target in references_of(register).values()} - {register.name}
    names = set(needs)
    while left:
        ready = next((r for r in left if not (needs[r.name] & names)), None)
        if ready is None:
            raise StoreWrong(N_("Registers {tables} refer to each other in a circle."), tables=", ".join(sorted(names)))
        left.remove(ready)
        names.discard(ready.name)
        done.append(ready)
    return done


def typed(text: str | None, kind: pl.DataType) -> Any:
    """A value of the correction table back in its own type."""
    if text is None:
        return None
    value = json.loads(text)
    if isinstance(kind, pl.Date):
        return pl.Series([value]).str.to_date("%Y-%m-%d").item()
    if isinstance(kind, pl.Datetime):
        return pl.Series([value]).str.to_datetime("%Y-%m-%dT%H:%M:%S%.f").item()
    return value
