"""New, same or changed: rows of a series against what is stored and against each other, all at once.

The rule is that of loading the files one after the other. A row whose key is not stored is new; one with equal
values is the same and leaves the stored row alone; another value is a correction of it. Two rows of one file that
contradict each other are both kept out: nobody can tell which is right.

Where the series ranks its rows, a weaker row than the best one so far is not taken over, so that the order of the
files does not matter between ranks. Such a row counts as the same, and is also counted apart as `weaker`.

A file that was loaded before never overwrites what came after it: its rows then count as the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from polars import selectors

from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.register import Ranking, SeriesTable

CONTRADICTION = (
    "store.key.contradiction",
    N_("Another row of the same file has the same key ({value}) and other values ({allowed})."),
    N_("Keep the right row, remove the other and load the file again."),
)
NOT_TAKEN_OVER = (
    "store.row.weaker",
    N_("{count} rows of {file} have no value or a lower quality where a better one is stored; the stored values stay."),
    N_(
        "Nothing needs to be done for an older export. If this file is the right one, ask the supplier for an export "
        "with validated values and load that."
    ),
)
FILE, PLACE = "_file", "_place"


@dataclass(frozen=True)
class Comparison:
    """What became of the incoming rows.

    Args:
        dropped: `_file`, `_place` of incoming rows that do not land.
        replaced: Key and `_file` of stored rows that make way.
        counts: Per `import_id`: `same`, `corrected`, `quarantined`, and `weaker`, which is part of `same`.
        contradictions: The rows kept out, all columns.
        corrections: `import_id`, `previous_import_id`, `key`, `column`, `old_value`, `new_value`, `source_row`.
    """

    dropped: pl.DataFrame
    replaced: pl.DataFrame
    counts: pl.DataFrame
    contradictions: pl.DataFrame
    corrections: pl.DataFrame


def compare_rows(
    table: SeriesTable, incoming: pl.DataFrame, stored: pl.DataFrame, known: Mapping[int, int]
) -> Comparison:
    """Compare incoming rows with stored ones of the same keys.

    Args:
        table: The series.
        incoming: Schema columns, `_file`, `_place`, in order of arrival.
        stored: Key, compare columns, `import_id`, `_file`; at most one row per key.
        known: Import -> the earlier import of the same file, where there was one.
    """
    key, values = list(table.key), list(table.compare)
    rows = incoming.with_row_index("_order")
    before = stored.select(
        *key, *(pl.col(name).alias(f"old.{name}") for name in values), pl.col("import_id").alias("old.import_id")
    ).with_columns(pl.lit(True).alias("old"))
    kept_out = rows.clear()
    repeated = rows.clear()
    doubled = bool(rows.select(key).is_duplicated().any())
    if doubled:
        same_file = ["import_id", *key]
        kinds = pl.struct(values).n_unique().over(same_file)
        turn = pl.int_range(pl.len()).over(same_file)
        marked = rows.with_columns(_kinds=kinds, _turn=turn)
        kept_out = marked.filter(pl.col("_kinds") > 1).drop("_kinds", "_turn")
        repeated = marked.filter(pl.col("_kinds") == 1, pl.col("_turn") > 0).drop("_kinds", "_turn")
        rows = marked.filter(pl.col("_kinds") == 1, pl.col("_turn") == 0).drop("_kinds", "_turn")
    rows = rows.join(before, on=key, how="left", maintain_order="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"old.{name}")) for name in values)
    if known:
        earlier = pl.col("import_id").replace_strict(dict(known), default=None, return_dtype=pl.Int64)
        held = pl.col("old").is_not_null() & (pl.col("old.import_id") > earlier).fill_null(False)
        repeated = pl.concat([repeated, rows.filter(held).select(repeated.columns)])
        rows = rows.filter(~held)
    weak = _weaker(rows, key, table.ranking, doubled)
    weaker = rows.clear() if weak is None else rows.filter(weak)
    rows = rows if weak is None else rows.filter(~weak)
    if doubled:
        rows = _against_each_other(rows, key, values)
    state = (
        pl.when(pl.col("old").is_null())
        .then(pl.lit("new"))
        .when(differs)
        .then(pl.lit("corrected"))
        .otherwise(pl.lit("same"))
    )
    rows = rows.with_columns(state=state)
    moving = rows.filter(pl.col("state") != "same")
    landing = moving.unique(key, keep="last", maintain_order=True) if moving.height else moving
    dropped = rows.join(landing.select("_order"), on="_order", how="anti")
    return Comparison(
        dropped=pl.concat([frame.select(FILE, PLACE) for frame in (dropped, repeated, weaker, kept_out)]),
        replaced=stored.join(landing, on=key, how="semi").select(*key, FILE),
        counts=_counts(rows, repeated, weaker, kept_out),
        contradictions=kept_out,
        corrections=corrections(rows.filter(pl.col("state") == "corrected"), key, values),
    )


def _weaker(rows: pl.DataFrame, key: Sequence[str], ranking: Ranking | None, doubled: bool) -> pl.Series | None:
    """Which rows, in order of arrival, are weaker than the stored row or than one before them; None is no row."""
    if ranking is None:
        return None
    ranked = rows.select(*key, rank=_rank(ranking), bar=pl.when("old").then(_rank(ranking, "old.")))
    lowest, highest, stored = ranked.select(
        pl.col("rank").min(), pl.col("rank").max().alias("highest"), pl.col("bar").max()
    ).row(0)
    if lowest is None or lowest >= max(highest if doubled else lowest, lowest if stored is None else stored):
        return None
    bar = pl.col("bar")
    if doubled:
        bar = pl.max_horizontal(bar, pl.col("rank").cum_max().shift(1).over(key))
    weak = ranked.select((pl.col("rank") < bar).fill_null(False).alias("weak"))["weak"]
    return weak if weak.any() else None


def _rank(ranking: Ranking, prefix: str = "") -> pl.Expr:
    ranks = pl.col(f"{prefix}{ranking.quality}").replace_strict(dict(ranking.ranks), default=0, return_dtype=pl.Int8)
    return pl.when(pl.col(f"{prefix}{ranking.value}").is_null()).then(pl.lit(-1, pl.Int8)).otherwise(ranks)


def _against_each_other(rows: pl.DataFrame, key: Sequence[str], values: Sequence[str]) -> pl.DataFrame:
    """Where several files bring the same key, each is held against the one before it."""
    doubled = rows.select(key).is_duplicated()
    if not doubled.any():
        return rows
    several = rows.filter(doubled).sort("_order")
    first = pl.int_range(pl.len()).over(key) == 0
    previous = [
        pl.when(first).then(pl.col(f"old.{name}")).otherwise(pl.col(name).shift(1).over(key)).alias(f"old.{name}")
        for name in (*values, "import_id")
    ]
    several = several.with_columns(*previous, old=pl.when(first).then("old").otherwise(pl.lit(True)))
    return pl.concat([rows.filter(~doubled), several]).sort("_order")


def _counts(rows: pl.DataFrame, repeated: pl.DataFrame, weaker: pl.DataFrame, kept_out: pl.DataFrame) -> pl.DataFrame:
    parts = [
        rows.select("import_id", "state"),
        repeated.select("import_id", state=pl.lit("same")),
        weaker.select("import_id", state=pl.lit("weaker")),
        kept_out.select("import_id", state=pl.lit("quarantined")),
    ]
    states = ("same", "corrected", "quarantined", "weaker")
    of = {state: (pl.col("state") == state).sum().cast(pl.Int64) for state in states}
    counts = pl.concat(parts).group_by("import_id").agg(**of)
    return counts.with_columns(pl.col("same") + pl.col("weaker"))


def corrections(rows: pl.DataFrame, key: Sequence[str], values: Sequence[str]) -> pl.DataFrame:
    """A line per changed value.

    Args:
        rows: Corrected rows with `import_id`, `source_row`, the values, and `old.` before the previous ones.
        key: Key columns.
        values: Columns that may have changed.
    """
    rows = in_iso(rows)
    parts = [
        rows.filter(pl.col(name).ne_missing(pl.col(f"old.{name}"))).select(
            "import_id",
            pl.col("old.import_id").alias("previous_import_id"),
            key=pl.struct(key).struct.json_encode(),
            column=pl.lit(name),
            old_value=_json(f"old.{name}"),
            new_value=_json(name),
            source_row=pl.col("source_row"),
            previous_source_sheet=_if_there(rows, "old.source_sheet", pl.String()),
            previous_source_row=_if_there(rows, "old.source_row", pl.Int64()),
        )
        for name in values
    ]
    return pl.concat(parts)


def _if_there(rows: pl.DataFrame, name: str, kind: pl.DataType) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None, kind)


def in_iso(rows: pl.DataFrame) -> pl.DataFrame:
    """Days and moments as ISO text (moments in UTC); every other column as it is."""
    return rows.with_columns(
        selectors.datetime(time_zone="*").dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ"),
        selectors.datetime(time_zone=None).dt.strftime("%Y-%m-%dT%H:%M:%S%.f"),
        selectors.date().dt.strftime("%Y-%m-%d"),
    )


def _json(name: str) -> pl.Expr:
    """A value as JSON; null stays null."""
    wrapped = pl.struct(pl.col(name).alias("v")).struct.json_encode()
    return pl.when(pl.col(name).is_not_null()).then(wrapped.str.slice(len('{"v":')).str.head(-1))
