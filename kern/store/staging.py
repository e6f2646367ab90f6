"""Rows of a series on their way in: written as parquet beside the table's files, seen by nobody until the commit.

While rows pass, each stretch of a series (key without time) is measured: first and last moment, number of rows,
whether a moment occurs twice. Stretches that do not touch each other cannot hold a duplicate, so most of a load
need not be sorted or joined to be known as new.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.intake.contract import REJECTED
from kern.language import N_
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kern.register import SeriesTable
    from kern.store.delta import DataFile, DeltaSeries

GROUP_ROWS = 1_500_000
_BATCH_ROWS = 1_000_000
KEY_MISSING = (
    "store.key.missing",
    N_("{column} is empty, so the row cannot be told from others."),
    N_("Fill in the cell and load the file again."),
)


@dataclass
class Staging:
    """The rows of one load for one series.

    Args:
        series: The Delta table they are for.
        batch: Token of the load; every file written carries it in its name.
        group_rows: How many rows are held before they are written.
    """

    series: DeltaSeries
    batch: str
    group_rows: int = GROUP_ROWS
    files: list[DataFile] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    _waiting: list[pl.DataFrame] = field(default_factory=list)
    _spans: list[pl.DataFrame] = field(default_factory=list)
    _groups: int = 0
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _writing: Future[list[Path]] | None = None

    @property
    def table(self) -> SeriesTable:
        """The series' declaration."""
        return self.series.table

    @property
    def by_time(self) -> bool:
        """Whether the time is part of the key, so that a key lives in one partition and stretches can be compared."""
        return self.table.time_column in self.table.key

    @property
    def line(self) -> list[str]:
        """The key without the time: what makes one line of moments."""
        return [name for name in self.table.key if name != self.table.time_column]

    @property
    def _needed(self) -> list[str]:
        return list(dict.fromkeys((*self.table.key, self.table.time_column, *self.table.partition_by)))

    def add(self, import_id: int, rows: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
        """Take the rows of one file.

        Returns:
            REJECTED rows: those without a complete key.
        """
        rejected = []
        for part in _parts(rows):
            part = self._complete(part, import_id)
            if sum(part[name].null_count() for name in self._needed):
                rejected.append(self._keyless(part))
                part = part.drop_nulls(self._needed)
            if part.is_empty():
                continue
            self.rows[import_id] = self.rows.get(import_id, 0) + part.height
            if self.by_time:
                self._spans.append(self._measure(part, import_id))
            self._waiting.append(part)
            if sum(frame.height for frame in self._waiting) >= self.group_rows:
                self.flush()
        return pl.concat(rejected) if rejected else pl.DataFrame(schema=REJECTED)

    def flush(self) -> None:
        """Write what waits, one file per partition touched, while the caller goes on reading."""
        self._collect()
        if not self._waiting:
            return
        self._groups += 1
        lazy = pl.concat([frame.lazy().select(self._stored(frame)) for frame in self._waiting])
        self._waiting = []
        self._writing = self._writer.submit(self.write, lazy, f"{self._groups:05d}")

    def finish(self) -> None:
        """Write the rest and wait until everything lies there."""
        self.flush()
        self._collect()
        self._writer.shutdown()

    def abandon(self) -> None:
        """Let a group that is being written come to its end; what it wrote is removed by the caller."""
        self._waiting = []
        self._writer.shutdown()

    def _collect(self) -> None:
        """Wait for the group being written: at most one is, so that two are held in memory and no more."""
        if self._writing is not None:
            self.files += [self.series.file_of(path) for path in self._writing.result()]
            self._writing = None

    def write(self, rows: pl.LazyFrame, label: str) -> list[Path]:
        """Write rows into the series folder, split by partition, under this load's token."""
        written: list[Path] = []

        def place(target: Any) -> str:
            values = target.partition_keys.row(0, named=True)
            folder = "/".join(f"{name}={values[name]}" for name in self.table.partition_by)
            path = f"{folder}/part-{self.batch}-{label}-{target.index_in_partition}.parquet"
            written.append(self.series.path / path)
            return path

        rows.sink_parquet(
            pl.PartitionBy(
                self.series.path, key=list(self.table.partition_by), include_key=False, file_path_provider=place
            ),
            compression="zstd",
            compression_level=1,
            mkdir=True,
            engine="streaming",
        )
        return sorted(written)

    def spans(self) -> pl.DataFrame:
        """Every stretch taken: line columns, `first`, `last`, `unique`, `place` (order of arrival)."""
        if not self._spans:
            return pl.DataFrame()
        return pl.concat(self._spans).with_row_index("place")

    def _measure(self, part: pl.DataFrame, import_id: int) -> pl.DataFrame:
        moment = pl.col(self.table.time_column)
        # Most files are of one meter: what is the same in every row need not be grouped by.
        same = _constants(part, self.line)
        spans = part.group_by([name for name in self.line if name not in same] or pl.lit(0)).agg(
            first=moment.min(),
            last=moment.max(),
            # Rows of one line stand nearly in order, so that sorting the moments costs next to nothing.
            unique=(moment.to_physical().sort().diff().min() > 0).fill_null(True),
        )
        kinds = {name: self.table.schema[name] for name in self.line}
        line = [(pl.lit(same[name]) if name in same else pl.col(name)).cast(kinds[name]).alias(name) for name in kinds]
        return spans.select(*line, "first", "last", "unique", import_id=pl.lit(import_id))

    def _complete(self, part: pl.DataFrame, import_id: int) -> pl.DataFrame:
        """All columns of the schema, in its order."""
        local = pl.col(self.table.time_column).dt.convert_time_zone(ZONE)
        calendar = {"year": local.dt.year(), "month": local.dt.month()}
        columns = []
        for name, kind in self.table.schema.items():
            if name == "import_id":
                columns.append(pl.lit(import_id, kind).alias(name))
            elif name in part.columns:
                columns.append(pl.col(name))
            elif name in calendar:
                columns.append(calendar[name].cast(kind).alias(name))
            else:
                columns.append(pl.lit(None, kind).alias(name))
        return part.select(columns)

    def _stored(self, part: pl.DataFrame) -> list[pl.Expr]:
        """Columns in the types of the schema; a text that is the same all through a file is decoded once."""
        same = _constants(part, [name for name, kind in self.table.schema.items() if kind == pl.String])
        return [
            pl.lit(same[name], kind).alias(name) if name in same else pl.col(name).cast(kind)
            for name, kind in self.table.schema.items()
        ]

    def _keyless(self, part: pl.DataFrame) -> pl.DataFrame:
        code, reason, remedy = KEY_MISSING
        return pl.concat(
            part.filter(pl.col(name).is_null()).select(
                sheet=pl.lit(None, pl.String),
                row=pl.col("source_row"),
                column=pl.lit(name),
                value=pl.lit(None, pl.String),
                code=pl.lit(code),
                reason=pl.lit(reason),
                remedy=pl.lit(remedy),
                allowed=pl.lit(None, pl.String),
            )
            for name in self._needed
        ).cast(pl.Schema(REJECTED))


def _parts(rows: pl.DataFrame | pl.LazyFrame) -> Iterator[pl.DataFrame]:
    if isinstance(rows, pl.DataFrame):
        yield rows
    else:
        yield from rows.collect_batches(chunk_size=_BATCH_ROWS, maintain_order=True)


def _constants(rows: pl.DataFrame, names: Sequence[str]) -> dict[str, Any]:
    """Columns that hold one value all through, with that value."""
    found = {}
    for name in names:
        column = rows[name]
        if column.null_count() == 0 and (column == column[0]).all():
            found[name] = column[0]
    return found
