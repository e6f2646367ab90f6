"""Filling gaps between intervals, in a fixed order; every substituted interval stays recognisable.

1. A gap of at most two hours: a straight line between its neighbours (`interpolated`).
2. A longer gap of at most seven days: the same clock time of the most alike complete day of the same kind (weekday,
   Saturday, Sunday or holiday) within four weeks (`similar_day`). Alike is closest in mean temperature where daily
   temperatures are known, else closest in date.
3. A longer gap stays missing.

Only the resolution that counts in a month is filled. What is filled counts as estimated energy in every total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.day_kinds import kind_of_day
from energie.rollup import FLOWS, HOURS, PIECES
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

SHORT_GAP_HOURS = 2.0
LONGEST_GAP_HOURS = 7 * 24.0
DONOR_DAYS = 28
_MONTHS_AT_ONCE = 500
_DAY = 24.0
_HOUR_US = 3.6e9


@dataclass(frozen=True)
class Repair:
    """Energy put in gaps.

    Args:
        pieces: PIECES of substituted energy: no import, `split` is interpolated or similar_day.
        gaps: `meter`, `flow`, `start_utc`, `hours`, `method` (interpolated, similar_day or missing).
    """

    pieces: pl.DataFrame
    gaps: pl.DataFrame


GAPS = pl.Schema(
    {
        "meter": pl.String(),
        "flow": pl.String(),
        "start_utc": pl.Datetime("us", "UTC"),
        "hours": pl.Float64(),
        "method": pl.String(),
    }
)


def fill_gaps(readings: pl.LazyFrame, counted: pl.DataFrame, temperatures: Mapping[date, float]) -> Repair:
    """Fill what can be filled in the months that count.

    Args:
        readings: The readings series.
        counted: Pieces that count, one resolution per meter, flow and month.
        temperatures: Mean temperature of each day [°C]; may be empty.
    """
    months = _months_to_look_at(counted)
    pieces, gaps = [PIECES.to_frame()], [GAPS.to_frame()]
    for some in _portions(months):
        by_line = dict(some.group_by("meter", "flow", "resolution"))
        lines = dict(_rows(readings, some).group_by("meter", "flow", "resolution"))
        for key in sorted(lines, key=str):
            filled = _fill_line(lines[key], by_line[key], temperatures)
            pieces.append(filled.pieces)
            gaps.append(filled.gaps)
    return Repair(pl.concat(pieces), pl.concat(gaps))


def _months_to_look_at(counted: pl.DataFrame) -> pl.DataFrame:
    """Months in which some intervals have a value and some have none, and the months beside them to fill from."""
    key = ["meter", "carrier", "flow", "resolution"]
    months = (
        counted.filter(pl.col("resolution").is_in(list(HOURS)), pl.col("flow").is_in(FLOWS))
        .group_by(*key, "year", "month")
        .agg(pl.col("covered_days").sum())
        .filter(pl.col("covered_days") > 0)
        .with_columns(place=pl.col("year") * 12 + pl.col("month"))
    )
    days = pl.date("year", "month", 1).dt.days_in_month()
    thin = months.filter(pl.col("covered_days") < days - 1e-6)
    beside = pl.concat([thin.select(*key, pl.col("place") + step) for step in (-1, 0, 1)]).unique()
    return months.join(beside, on=[*key, "place"], how="semi").sort(*key, "place")


def _portions(months: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Whole meters at a time, so that the rows in memory stay few."""
    sizes = (
        months.group_by("meter", maintain_order=True)
        .len()
        .with_columns(part=pl.col("len").cum_sum() // _MONTHS_AT_ONCE)
    )
    for _part, meters in sizes.group_by("part", maintain_order=True):
        yield months.join(meters, on="meter", how="semi", maintain_order="left")


def _rows(readings: pl.LazyFrame, months: pl.DataFrame) -> pl.DataFrame:
    flow = pl.col("register").cast(pl.String).str.replace("_day$|_night$", "")
    among = pl.any_horizontal(
        (pl.col("year") == year) & pl.col("month").is_in(of_year)
        for year, of_year in months.group_by("year").agg(pl.col("month").unique()).iter_rows()
    )
    return (
        readings.filter(
            among,
            pl.col("meter").is_in(months["meter"].unique().to_list()),
            pl.col("consumption_kwh").is_not_null(),
        )
        .select(
            "meter",
            flow.alias("flow"),
            pl.col("resolution").cast(pl.String),
            "start_utc",
            "consumption_kwh",
            "year",
            "month",
        )
        .collect(engine="streaming")
        .join(months, on=["meter", "flow", "resolution", "year", "month"], how="semi")
        .group_by("meter", "flow", "resolution", "start_utc")
        .agg(pl.col("consumption_kwh").sum())
    )


def _fill_line(line: pl.DataFrame, months: pl.DataFrame, temperatures: Mapping[date, float]) -> Repair:
    """One meter, flow and resolution: put its readings on a full grid, fill, and sum what was filled per month."""
    import numpy as np

    first = months.row(0, named=True)
    hours = HOURS[first["resolution"]]
    grid = _grid(months, hours).join(line.select("start_utc", "consumption_kwh"), on="start_utc", how="left")
    values = grid["consumption_kwh"].to_numpy().astype(float)
    method = np.zeros(values.size, dtype=np.int8)
    gaps = _gaps(values, grid["start_utc"], hours)
    _interpolate(values, method, [gap for gap in gaps if gap.hours <= SHORT_GAP_HOURS])
    longer = [gap for gap in gaps if SHORT_GAP_HOURS < gap.hours <= LONGEST_GAP_HOURS]
    if longer:
        _from_similar_days(values, method, longer, grid, round(_DAY / hours), temperatures)
    summed = (
        grid.select("year", "month", consumption_kwh=pl.Series(values), code=pl.Series(method))
        .filter(pl.col("code") > 0)
        .group_by("year", "month", "code", maintain_order=True)
        .agg(pl.col("consumption_kwh").sum(), pl.len().alias("count"))
    )
    names = {1: "interpolated", 2: "similar_day"}
    constant = {
        "meter": first["meter"],
        "carrier": first["carrier"],
        "flow": first["flow"],
        "resolution": first["resolution"],
    }
    pieces = summed.select(
        *(pl.lit(value).alias(name) for name, value in constant.items()),
        "year",
        "month",
        "consumption_kwh",
        import_id=pl.lit(None, pl.Int64),
        source_row=pl.lit(None, pl.Int64),
        estimated_kwh="consumption_kwh",
        provisional_kwh=pl.lit(0.0),
        substituted_kwh="consumption_kwh",
        covered_days=pl.col("count") * hours / _DAY,
        interval_days=pl.lit(hours / _DAY),
        split=pl.col("code").replace_strict(names, return_dtype=pl.String),
        rows_count=pl.lit(0, pl.Int64),
    )
    return Repair(
        pieces.select(pl.col(name).cast(dtype) for name, dtype in PIECES.items()),
        pl.DataFrame(
            [
                (
                    constant["meter"],
                    constant["flow"],
                    gap.start,
                    gap.hours,
                    names.get(int(method[gap.first]), "missing"),
                )
                for gap in gaps
            ],
            schema=GAPS,
            orient="row",
        ),
    )


def _grid(months: pl.DataFrame, hours: float) -> pl.DataFrame:
    """Every interval of the months, in UTC, with its local day, clock place, year and month."""
    first = pl.date("year", "month", 1)

    def utc(day: pl.Expr) -> pl.Expr:
        return day.cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")

    step = f"{round(hours * 60)}m"
    grid = (
        months.sort("year", "month")
        .select(
            "year",
            "month",
            start_utc=pl.datetime_ranges(utc(first), utc(first.dt.offset_by("1mo")), step, closed="left"),
        )
        .explode("start_utc")
    )
    local = pl.col("start_utc").dt.convert_time_zone(ZONE)
    minutes = local.dt.hour().cast(pl.Int32) * 60 + local.dt.minute()
    years = months["year"].unique().to_list()
    return grid.with_columns(day=local.dt.date(), place=(minutes / (hours * 60)).cast(pl.Int32)).with_columns(
        kind=kind_of_day(pl.col("day"), years)
    )


@dataclass(frozen=True)
class _Gap:
    first: int
    after: int
    hours: float
    start: Any


def _gaps(values: NDArray[np.float64], starts: pl.Series, hours: float) -> list[_Gap]:
    """Runs of missing values with a value on both sides.

    What is missing before the first or after the last value is no gap: the meter may not have been there. A month
    that does not count breaks the grid, and makes the gap beside it as long as the clock says.
    """
    import numpy as np

    missing = np.isnan(values)
    edges = np.diff(np.concatenate([[False], missing, [False]]).astype(np.int8))
    runs = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    moments = starts.to_physical().to_numpy()
    return [
        _Gap(int(first), int(after), float(moments[after] - moments[first - 1]) / _HOUR_US - hours, starts[int(first)])
        for first, after in runs
        if first > 0 and after < values.size
    ]


def _interpolate(values: NDArray[np.float64], method: NDArray[np.int8], gaps: Sequence[_Gap]) -> None:
    import numpy as np

    for gap in gaps:
        steps = gap.after - gap.first
        line = np.linspace(values[gap.first - 1], values[gap.after], steps + 2)[1:-1]
        values[gap.first : gap.after] = line
        method[gap.first : gap.after] = 1


def _from_similar_days(
    values: NDArray[np.float64],
    method: NDArray[np.int8],
    gaps: Sequence[_Gap],
    grid: pl.DataFrame,
    per_day: int,
    temperatures: Mapping[date, float],
) -> None:
    import numpy as np

    row_of = grid["day"].rank("dense").to_numpy().astype(int) - 1
    places = grid["place"].to_numpy()
    days = grid.unique("day", maintain_order=True).sort("day")
    measured = np.full((days.height, per_day), np.nan)
    measured[row_of, places] = np.where(method == 0, values, np.nan)
    # On a day with a clock change four quarters have no place of their own.
    complete = np.isfinite(measured).sum(axis=1) >= per_day - max(1, per_day // 24)
    calendar = _Calendar(days["day"].to_list(), days["kind"].to_list(), complete.tolist(), temperatures)
    for gap in gaps:
        places_in_gap = np.arange(gap.first, gap.after)
        for row in np.unique(row_of[places_in_gap]):
            donor = calendar.most_alike(int(row))
            if donor is None:
                continue
            here = places_in_gap[row_of[places_in_gap] == row]
            found = measured[donor, places[here]]
            good = np.isfinite(found)
            values[here[good]] = found[good]
            method[here[good]] = 2


@dataclass(frozen=True)
class _Calendar:
    """The days of a line: which are complete, of what kind and how warm."""

    days: Sequence[date]
    kinds: Sequence[int]
    complete: Sequence[bool]
    temperatures: Mapping[date, float]

    def most_alike(self, row: int) -> int | None:
        """The complete day of the same kind within four weeks that is closest in temperature, else in date."""
        own = self.temperatures.get(self.days[row])

        def unlike(other: int) -> tuple[float, int]:
            theirs = self.temperatures.get(self.days[other])
            cold = abs(theirs - own) if own is not None and theirs is not None else 0.0
            return cold, abs((self.days[other] - self.days[row]).days)

        candidates = [
            other
            for other in range(max(0, row - DONOR_DAYS), min(len(self.days), row + DONOR_DAYS + 1))
            if self.complete[other]
            and self.kinds[other] == self.kinds[row]
            and abs((self.days[other] - self.days[row]).days) <= DONOR_DAYS
        ]
        return min(candidates, key=unlike, default=None)
