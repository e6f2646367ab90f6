"""One series as a Delta table: plain parquet files written by polars, made visible by one commit of file actions.

A reader asks for a version and gets a lazy scan over exactly its files, cut by partition when filtered.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import StoreWrong
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deltalake import DeltaTable

    from kern.register import SeriesTable

_DELTA_TYPES = {
    pl.String: "string",
    pl.Float64: "double",
    pl.Float32: "float",
    pl.Int64: "long",
    pl.Int32: "integer",
    pl.Int16: "short",
    pl.Int8: "byte",
    pl.Boolean: "boolean",
    pl.Date: "date",
}
_KEEP = "interval 36500 days"
_CONFIGURATION = {"delta.logRetentionDuration": _KEEP, "delta.deletedFileRetentionDuration": _KEEP}


@dataclass(frozen=True)
class DataFile:
    """One parquet file of a series.

    Args:
        path: Relative to the series folder, such as `year=2025/month=3/part-….parquet`.
        partition: Partition column -> value.
        rows: Number of rows.
        size_bytes: Size.
    """

    path: str
    partition: tuple[tuple[str, int], ...]
    rows: int
    size_bytes: int


class DeltaSeries:
    """The folder of one series.

    Args:
        table: Its declaration.
        root: The folder that holds a folder per series.
    """

    def __init__(self, table: SeriesTable, root: Path) -> None:
        self.table = table
        self.path = root / table.name

    def exists(self) -> bool:
        """Whether a Delta table has been made here."""
        return (self.path / "_delta_log").is_dir()

    def latest(self) -> int | None:
        """The newest version, committed or orphan; None when there is no table."""
        return self._open().version() if self.exists() else None

    def owner(self) -> str | None:
        """The store this folder was made by."""
        return self._open().metadata().description if self.exists() else None

    def files(self, version: int | None) -> list[DataFile]:
        """The files of a version; none for None.

        Raises:
            StoreWrong: The version is not there.
        """
        if version is None:
            return []
        actions: Any = self._open(version).get_add_actions(flatten=True)
        frame = pl.DataFrame(actions)
        if frame.is_empty():
            return []
        keys = [f"partition.{name}" for name in self.table.partition_by]
        rows = frame.select("path", "num_records", "size_bytes", *keys).sort("path").rows()
        return [
            DataFile(path, tuple(zip(self.table.partition_by, keys, strict=True)), count or 0, size)
            for path, count, size, *keys in rows
        ]

    def scan(self, files: Iterable[DataFile], **options: Any) -> pl.LazyFrame:
        """Rows of these files, every column of the schema in its order; partitions are cut by a filter on them."""
        paths = [self.path / file.path for file in files]
        if not paths:
            return pl.LazyFrame(schema=self.table.schema)
        return pl.scan_parquet(
            paths,
            hive_partitioning=True,
            hive_schema={name: self.table.schema[name] for name in self.table.partition_by},
            missing_columns="insert",
            extra_columns="ignore",
            schema={name: kind for name, kind in self.table.schema.items() if name not in self.table.partition_by},
            **options,
        )

    def commit(self, owner: str, batch: str, add: Sequence[DataFile], remove: Sequence[DataFile]) -> int:
        """Make files visible and others invisible, in one Delta commit.

        Args:
            owner: The store's id, written when the table is made.
            batch: Token of the load, kept in the commit.
            add: Files that already lie in the folder.
            remove: Files of the present version.

        Returns:
            The new version.
        """
        from deltalake import CommitProperties
        from deltalake.transaction import AddAction, RemoveAction

        if not self.exists():
            self._create(owner)
        table = self._open()
        now = int(time.time() * 1000)
        actions: list[AddAction | RemoveAction] = [
            AddAction(f.path, f.size_bytes, _as_text(f), now, True, json.dumps({"numRecords": f.rows})) for f in add
        ]
        actions += [RemoveAction(f.path, True, now, f.size_bytes, _as_text(f)) for f in remove]
        table.create_write_transaction(
            actions,
            mode="append",
            schema=table.schema(),
            partition_by=list(self.table.partition_by),
            commit_properties=CommitProperties(custom_metadata={"batch": batch}),
        )
        return self._open().version()

    def restore(self, version: int) -> int:
        """Make a new version with the content of an old one.

        Returns:
            The new version.
        """
        table = self._open()
        if table.version() > version:
            table.restore(version)
        return self._open().version()

    def file_of(self, path: Path) -> DataFile:
        """Describe a parquet file that lies in the folder."""
        relative = path.relative_to(self.path)
        values = dict(part.split("=", 1) for part in relative.parts[:-1])
        rows = pl.scan_parquet(path, hive_partitioning=False).select(pl.len()).collect().item()
        partition = tuple((name, int(values[name])) for name in self.table.partition_by)
        return DataFile(relative.as_posix(), partition, rows, path.stat().st_size)

    def _create(self, owner: str) -> None:
        from deltalake import DeltaTable, Field, Schema

        fields = [Field(name, _delta_type(kind)) for name, kind in self.table.schema.items()]
        self.path.mkdir(parents=True, exist_ok=True)
        DeltaTable.create(
            str(self.path),
            Schema(fields),
            partition_by=list(self.table.partition_by),
            description=owner,
            configuration=_CONFIGURATION,
        )

    def _open(self, version: int | None = None) -> DeltaTable:
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        try:
            return DeltaTable(str(self.path), version=version)
        except DeltaError as error:
            raise StoreWrong(
                N_(
                    "Series folder {folder} does not hold version {version} that the database expects. "
                    "Restore the folder and the database from the same backup."
                ),
                folder=str(self.path),
                version="–" if version is None else version,
            ) from error


def _as_text(file: DataFile) -> dict[str, str | None]:
    return {name: str(value) for name, value in file.partition}


def _delta_type(kind: Any) -> Any:
    if isinstance(kind, pl.Datetime):
        return "timestamp" if kind.time_zone else "timestamp_ntz"
    return next(text for known, text in _DELTA_TYPES.items() if kind == known)
