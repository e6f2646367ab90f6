"""What becomes of the staged rows of a series: which files the commit adds and removes, and what is counted.

Only stretches that may meet an earlier row are read back and joined, partition by partition; all other rows are new
as they are. When every row turns out to be the same, no file is added or removed at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import polars as pl

from kern.store.compare import FILE, PLACE, Comparison, compare_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kern.store.delta import DataFile
    from kern.store.staging import Staging

_FEW_METERS = 5_000


@dataclass
class Settled:
    """The outcome for one series.

    Args:
        add: New files of the table.
        remove: Files of the visible version that make way.
        counts: Import -> same (of which weaker), corrected, quarantined; what is left of its rows is new.
        contradictions: Rows kept out, schema columns.
        corrections: See `kern.store.compare`.
    """

    add: list[DataFile]
    remove: list[DataFile] = field(default_factory=list)
    counts: dict[int, dict[str, int]] = field(default_factory=dict)
    contradictions: list[pl.DataFrame] = field(default_factory=list)
    corrections: list[pl.DataFrame] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether there is anything to commit."""
        return bool(self.add or self.remove)


def settle(staging: Staging, stored: Sequence[DataFile], known: Mapping[int, int]) -> Settled:
    """Compare what was staged with what is stored.

    Args:
        staging: The staged rows, flushed.
        stored: Files of the visible version.
        known: Import -> the earlier import of the same file, where there was one.
    """
    outcome = Settled(add=list(staging.files))
    rewriter = _Rewriter(staging, outcome)
    for new_files, old_files, lines in _scopes(staging, stored):
        comparison = _compare(staging, new_files, old_files, lines, known)
        if comparison is not None:
            _note(outcome, comparison)
            rewriter.drop(new_files, comparison.dropped)
            rewriter.replace(old_files, comparison.replaced)
    return outcome


def _scopes(
    staging: Staging, stored: Sequence[DataFile]
) -> Iterator[tuple[list[DataFile], list[DataFile], pl.DataFrame | None]]:
    """Staged files, stored files they may meet, and the lines in question (None is all of them)."""
    if not staging.files:
        return
    if not staging.by_time:
        keys = _doubtful_keys(staging, stored)
        if keys.height:
            yield staging.files, list(stored), keys
        return
    touched = {file.partition for file in staging.files}
    near = [file for file in stored if file.partition in touched]
    lines = _doubtful_lines(staging, near)
    if lines.is_empty():
        return
    for partition in sorted(touched):
        yield (
            [file for file in staging.files if file.partition == partition],
            [file for file in near if file.partition == partition],
            lines,
        )


def _doubtful_keys(staging: Staging, stored: Sequence[DataFile]) -> pl.DataFrame:
    """Keys that stand more than once in what was staged, or stand in what is stored.

    One number per row finds them, so that millions of rows with a number of their own are never held at once.
    """
    key = list(staging.table.key)
    marked = pl.struct(key).hash()
    hashes = staging.series.scan(staging.files).select(marked).collect(engine="streaming").to_series()
    again = hashes.filter(hashes.is_duplicated()).unique()
    if stored:
        kept = staging.series.scan(stored).select(marked).unique().collect(engine="streaming").to_series()
        again = pl.concat([again, kept.filter(kept.is_in(hashes.implode()))]).unique()
    rows = staging.series.scan(staging.files).select(key)
    if again.is_empty():
        return rows.clear().collect()
    return rows.filter(marked.is_in(again.implode())).unique().collect(engine="streaming")


def _doubtful_lines(staging: Staging, near: Sequence[DataFile]) -> pl.DataFrame:
    """Lines with a moment twice in one file, with stretches that overlap, or that overlap what is stored."""
    spans, line = staging.spans(), staging.line
    before = pl.col("last").cum_max().shift(1).over(line, order_by="first")
    inside = spans.filter(~pl.col("unique") | (pl.col("first") <= before)).select(line)
    if not near:
        return inside.unique()
    moment = pl.col(staging.table.time_column)
    rows = staging.series.scan(near)
    if spans[line[0]].n_unique() <= _FEW_METERS:
        rows = rows.filter(pl.col(line[0]).is_in(spans[line[0]].unique().to_list()))
    kept = rows.group_by(line).agg(first=moment.min(), last=moment.max()).collect(engine="streaming")
    meets = (
        spans.join(kept, on=line, suffix="_stored", nulls_equal=True)
        .filter(pl.col("first") <= pl.col("last_stored"), pl.col("last") >= pl.col("first_stored"))
        .select(line)
    )
    return pl.concat([inside, meets]).unique()


def _compare(
    staging: Staging,
    new_files: Sequence[DataFile],
    old_files: Sequence[DataFile],
    lines: pl.DataFrame | None,
    known: Mapping[int, int],
) -> Comparison | None:
    table, series = staging.table, staging.series
    incoming = pl.concat(
        [
            series.scan([file], row_index_name=PLACE).with_columns(pl.lit(file.path).alias(FILE))
            for file in sorted(new_files, key=lambda file: file.path.rpartition("/")[2])
        ]
    )
    if lines is not None:
        incoming = incoming.join(lines.lazy(), on=lines.columns, how="semi", nulls_equal=True, maintain_order="left")
    rows = incoming.collect().sort("import_id", maintain_order=True)
    if rows.is_empty():
        return None
    needed = list(dict.fromkeys((*table.key, *table.compare, "import_id")))
    if old_files:
        lazy = pl.concat(
            [series.scan([file]).select(needed).with_columns(pl.lit(file.path).alias(FILE)) for file in old_files]
        )
        keys = rows.lazy().select(table.key).unique()
        stored = lazy.join(keys, on=list(table.key), how="semi").collect(engine="streaming")
    else:
        stored = rows.clear().select(*needed, FILE)
    return compare_rows(table, rows, stored, known)


def _note(outcome: Settled, comparison: Comparison) -> None:
    for row in comparison.counts.iter_rows(named=True):
        counts = outcome.counts.setdefault(row["import_id"], defaultdict(int))
        for state in ("same", "corrected", "quarantined", "weaker"):
            counts[state] += row[state]
    if comparison.contradictions.height:
        outcome.contradictions.append(comparison.contradictions)
    if comparison.corrections.height:
        outcome.corrections.append(comparison.corrections)


class _Rewriter:
    """Replaces whole files by files without certain rows: the only way rows leave."""

    def __init__(self, staging: Staging, outcome: Settled) -> None:
        self.staging = staging
        self.outcome = outcome
        self.numbers = count(1)

    def drop(self, files: Sequence[DataFile], dropped: pl.DataFrame) -> None:
        """Take rows out of staged files."""
        by_path = {file.path: file for file in files}
        for (path,), places in dropped.group_by(FILE):
            file = by_path[str(path)]
            self.outcome.add.remove(file)
            if places.height < file.rows:
                rows = self.staging.series.scan([file], row_index_name=PLACE)
                gone = places.lazy().select(PLACE)
                self._write(rows.join(gone, on=PLACE, how="anti", maintain_order="left").drop(PLACE))
            (self.staging.series.path / file.path).unlink()

    def replace(self, files: Sequence[DataFile], replaced: pl.DataFrame) -> None:
        """Take rows out of stored files; the old file stays for the history."""
        by_path = {file.path: file for file in files}
        for (path,), keys in replaced.group_by(FILE):
            file = by_path[str(path)]
            self.outcome.remove.append(file)
            if keys.height < file.rows:
                key = list(self.staging.table.key)
                rows = self.staging.series.scan([file])
                self._write(rows.join(keys.lazy().select(key), on=key, how="anti", maintain_order="left"))

    def _write(self, rows: pl.LazyFrame) -> None:
        label = f"r{next(self.numbers):05d}"
        self.outcome.add += [self.staging.series.file_of(path) for path in self.staging.write(rows, label)]
