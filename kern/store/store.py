"""The one door to the data: registers as frames, series as lazy frames, and loading as one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import sqlalchemy as sa

from kern.errors import StoreWrong
from kern.language import N_
from kern.store.delta import DeltaSeries
from kern.store.engine import StoreBusy, open_engine, reading, writing
from kern.store.heal import heal, needs_healing, visible_versions
from kern.store.ledger import publications, published_figures, published_parts, record_publication
from kern.store.load import CORRECTIONS, COUNTS, QUARANTINE, RUNS, Load, take_all
from kern.store.provenance import behind
from kern.store.registers import in_order, read_table, sql_table
from kern.store.schema import ensure_schema
from kern.store.staging import GROUP_ROWS
from kern.store.undo import history, undo_last_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType
    from typing import Any, Self

    from kern.findings import Finding
    from kern.register import RegisterTable, SeriesTable
    from kern.store.batch import LoadedFile, LoadReport

_ATTEMPTS = 3


class Store:
    """An open store. Make one with `Store.open`; close it, or use it in a `with` block."""

    def __init__(
        self, engine: sa.Engine, root: Path, registers: Sequence[RegisterTable], series: Sequence[SeriesTable]
    ) -> None:
        self._engine = engine
        self._root = root
        self._registers = {register.name: register for register in in_order(registers)}
        self._series = {table.name: DeltaSeries(table, root) for table in series}
        self.healed: list[Finding] = []

    @classmethod
    def open(
        cls,
        database_url: str,
        series_root: Path | str,
        registers: Sequence[RegisterTable],
        series: Sequence[SeriesTable],
    ) -> Store:
        """Open a store, making or updating its tables first, and undo what an earlier load left when it broke off.

        Args:
            database_url: `sqlite:///…` or `postgresql+psycopg://…`.
            series_root: Folder that holds a folder per series.
            registers: Every register of every room.
            series: Every series of every room.

        Raises:
            StoreWrong: The database or folder cannot be used, is of another version, or is not Koers' own.
        """
        if "://" in str(series_root):
            raise StoreWrong(
                N_("Series folder {folder} is not on this machine. Give a folder, such as a mounted one."),
                folder=str(series_root),
            )
        engine = open_engine(database_url)
        try:
            ensure_schema(engine)
            store = cls(engine, Path(series_root), registers, series)
            store.healed = store.heal()
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def register(self, name: str) -> pl.DataFrame:
        """All rows of a register, in the order of its key.

        Raises:
            StoreWrong: There is no such register.
        """
        register = self._registers.get(name)
        if register is None:
            raise StoreWrong(N_("There is no register {name}."), name=name)
        with reading(self._engine) as connection:
            return read_table(connection, sql_table(register))

    def series(self, name: str) -> pl.LazyFrame:
        """The rows of a series that are visible now. Filter on the partition columns to read only those files.

        Raises:
            StoreWrong: There is no such series.
        """
        one = self._series.get(name)
        if one is None:
            raise StoreWrong(N_("There is no series {name}."), name=name)
        with reading(self._engine) as connection:
            version = visible_versions(connection).get(name)
        return one.scan(one.files(version))

    def series_files(self, name: str) -> list[Path]:
        """The parquet files behind `series(name)`, for tools that read such files themselves."""
        one = self._series[name]
        with reading(self._engine) as connection:
            version = visible_versions(connection).get(name)
        return [one.path / file.path for file in one.files(version)]

    def load(
        self,
        batch: Iterable[LoadedFile],
        all_or_nothing: bool = False,
        koers_version: str = "",
        group_rows: int = GROUP_ROWS,
    ) -> LoadReport:
        """Load files in one transaction: all good rows land and bad ones go to quarantine, or nothing happens.

        Files are taken one at a time, so an iterator that reads them one by one keeps memory small. Files that were
        loaded before and bring nothing new leave the workspace as it was.

        Args:
            batch: The files with what their readers returned. An error raised while it runs undoes everything.
            all_or_nothing: Refuse the whole batch when any row is refused.
            koers_version: Recorded with each import.
            group_rows: How many series rows are held in memory before they are written.

        Raises:
            InputWrong: Nothing to load, or a row was refused with `all_or_nothing`.
            StoreWrong: Another process is writing, or a reader hands over what does not fit.
        """
        for _attempt in range(_ATTEMPTS):
            with writing(self._engine) as connection:
                if self._broken(connection):
                    self.healed += heal(connection, self._all_series(), self._root)
                    continue  # what was healed is committed first: this load may still fail
                load = Load(
                    connection,
                    list(self._registers.values()),
                    self._all_series(),
                    self._root,
                    koers_version,
                    group_rows,
                )
                try:
                    report = self._run(load, batch, all_or_nothing)
                except BaseException:
                    load.discard()
                    raise
                if report.nothing_changed:
                    load.discard()
                    connection.rollback()
                    return report
            load.remove_note()
            return report
        raise StoreWrong(
            N_("The series keep changing while this command waits. Run it again when other loads are done.")
        )

    def _run(self, load: Load, batch: Iterable[LoadedFile], all_or_nothing: bool) -> LoadReport:
        take_all(load, batch)
        load.settle()
        if all_or_nothing:
            load.refuse_quarantine()
        if not load.changes:
            return load.report(nothing_changed=True, healed=self.healed)
        load.record()
        return load.report(nothing_changed=False, healed=self.healed)

    def is_loaded(self, sha256: str, reader_kind: str, fingerprint: str = "") -> bool:
        """Whether these very bytes were loaded with these settings and every row landed: reading them again is idle."""
        query = sa.select(RUNS.c.id).where(
            RUNS.c.sha256 == sha256,
            RUNS.c.reader == reader_kind,
            RUNS.c.fingerprint == fingerprint,
            RUNS.c.status == "landed",
            RUNS.c.rows_quarantined == 0,
        )
        with reading(self._engine) as connection:
            return connection.execute(query.limit(1)).first() is not None

    def imports(self) -> pl.DataFrame:
        """Every file ever loaded: `id`, `batch`, `started_at` (UTC), `file_name`, `sha256`, counts, `status`, …."""
        with reading(self._engine) as connection:
            return history(connection)

    def import_counts(self) -> pl.DataFrame:
        """What each import did to each table."""
        with reading(self._engine) as connection:
            return read_table(connection, COUNTS)

    def quarantine(self, open_only: bool = True) -> pl.DataFrame:
        """Refused cells with `file_name`, `sheet`, `row`, `column`, `value`, `code`, `reason`, `remedy`, `allowed`.

        Args:
            open_only: Leave out those of files that were loaded again later.
        """
        where = QUARANTINE.c.resolved_by.is_(None) if open_only else None
        with reading(self._engine) as connection:
            return read_table(connection, QUARANTINE, where)

    def corrections(self, table: str | None = None) -> pl.DataFrame:
        """Changed values: `table_name`, `key` and values as JSON, `import_id`, `previous_import_id`.

        Args:
            table: Only those of one register or series.
        """
        where = None if table is None else CORRECTIONS.c.table_name == table
        with reading(self._engine) as connection:
            return read_table(connection, CORRECTIONS, where)

    def publish(self, about: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], parts: pl.DataFrame) -> int:
        """Write what a report says into the ledger; see `kern.store.ledger.record_publication`."""
        with writing(self._engine) as connection:
            return record_publication(connection, about, figures, parts)

    def publications(self) -> pl.DataFrame:
        """Every publication, oldest first: `id`, `made_at` (UTC), `year`, `koers_version`, `data_cutoff`, …."""
        with reading(self._engine) as connection:
            return publications(connection)

    def published(self, number: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The figures of a publication and the parts they were added up from."""
        with reading(self._engine) as connection:
            return published_figures(connection, number), published_parts(connection, number)

    def provenance(self, rows: pl.DataFrame | pl.LazyFrame, value: str | None = None) -> pl.DataFrame:
        """The files behind a selection of rows; see `kern.store.provenance.behind`."""
        return behind(rows, self.imports(), value)

    def undo_last(self) -> list[int]:
        """Take back the last load; see `kern.store.undo`.

        Returns:
            The imports taken back.

        Raises:
            StoreWrong: There is none, or another process is writing.
        """
        self.healed += self.heal()
        with writing(self._engine) as connection:
            return undo_last_batch(connection, list(self._registers.values()), self._all_series())

    def heal(self) -> list[Finding]:
        """Undo what an earlier load left when it broke off; nothing while another process is writing."""
        with reading(self._engine) as connection:
            if not self._broken(connection):
                return []
        try:
            with writing(self._engine) as connection:
                return heal(connection, self._all_series(), self._root) if self._broken(connection) else []
        except StoreBusy:
            return []  # what looks broken is a load on its way; readers keep seeing the state before it

    def _broken(self, connection: sa.Connection) -> bool:
        return needs_healing(self._all_series(), visible_versions(connection), self._root)

    def _all_series(self) -> list[DeltaSeries]:
        return list(self._series.values())
