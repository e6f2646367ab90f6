"""How large a rainwater tank should be: a day-by-day balance over a series of daily rain, for many sizes at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kern.intake.contract import FileHead

SIZES_M3 = (1.0, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 50.0, 75.0, 100.0, 150.0, 200.0)
FIELDS = (
    Field("date", ("Datum", "Dag", "Date"), "date", required=True),
    Field("rain_mm", ("Neerslag (mm)", "Neerslag", "Regen (mm)", "Rain (mm)"), "number", required=True, minimum=0,
          maximum=500),
)  # fmt: skip
LITRES_PER_M3 = 1000.0
_LEAST_DAYS = 365
_WEEKDAYS = 5


@dataclass(frozen=True)
class RainUse:
    """What falls and what is asked.

    Args:
        roof_m2: Roof area that drains to the tank, seen from above. [m²]
        use_l_per_day: What is asked on a day of use. [litre]
        runoff_share: Part of the rain that runs off the roof, 0..1.
        filter_share: Part of that which passes the filter, 0..1.
        weekdays_only: Nothing is asked on Saturday and Sunday.
    """

    roof_m2: float
    use_l_per_day: float
    runoff_share: float
    filter_share: float
    weekdays_only: bool = True


def rain_default(key: str) -> float:
    """A default of `data/vastgoed/rain_defaults.csv`; all of them are assumptions that can be replaced.

    >>> rain_default("runoff_share")
    0.8
    """
    rows = read_table("vastgoed/rain_defaults.csv").filter(pl.col("key") == key)
    return float(rows["value"].item())


def read_rain(head: FileHead) -> tuple[pl.DataFrame, list[Finding]]:
    """A series of daily rain: `date`, `rain_mm`, by day.

    Args:
        head: A table with a day and the rain of that day in millimetres.

    Raises:
        InputWrong: A cell is wrong, a day stands there twice, or there is less than a year; all defects are listed.
    """
    table = read_sheet(head, None, FIELDS, {})
    found = [
        Finding(
            row["code"], Severity.ERROR, row["reason"], {"value": row["value"], "allowed": row["allowed"]},
            Where(head.shown_name, row["sheet"], row["row"], row["column"]), row["remedy"],
        )
        for row in table.rejected.iter_rows(named=True)
    ]  # fmt: skip
    days = table.frame.select("date", "rain_mm", "source_row").sort("date", "source_row")
    for day, row in days.filter(pl.col("date").is_duplicated()).select("date", "source_row").rows():
        where = Where(head.shown_name, row=row, column=FIELDS[0].headings[0])
        found.append(Finding("estate.rain.double", Severity.ERROR, N_("Day {day} stands there more than once."),
                             {"day": day}, where))  # fmt: skip
    if found:
        raise InputWrong(
            N_("Rain series {file} cannot be used: {count} cells are wrong."), findings=found, file=head.shown_name,
            count=len(found),
        )  # fmt: skip
    if days.height < _LEAST_DAYS:
        raise InputWrong(
            N_("Rain series {file} has {count} days; a tank is sized on at least {least}, better on ten years."),
            file=head.shown_name,
            count=days.height,
            least=_LEAST_DAYS,
        )
    return days.select("date", "rain_mm"), _gaps(days["date"].to_list(), head.shown_name)


def _gaps(days: Sequence[date], file: str) -> list[Finding]:
    missing = [
        before + timedelta(days=place) for before, after in pairwise(days) for place in range(1, (after - before).days)
    ]
    if not missing:
        return []
    text = N_("The rain series misses {count} days, the first is {day}; on those nothing falls and nothing is used.")
    evidence = {"count": len(missing), "day": missing[0]}
    return [Finding("estate.rain.gap", Severity.WARNING, text, evidence, Where(file),
                    N_("Fill them in for a sure answer."))]  # fmt: skip


def simulate_tanks(rain: pl.DataFrame, use: RainUse, sizes_m3: Sequence[float] = SIZES_M3) -> pl.DataFrame:
    """The balance of each tank over the series: yield after spillage, from half full.

    Each day the rain of the roof is added, what does not fit spills, then the use is taken as far as it goes.
    An endless tank is computed beside the others, as the most that the roof can give.

    Args:
        rain: `date`, `rain_mm`.
        use: Roof and use.
        sizes_m3: Sizes to try. [m³]

    Returns:
        `size_m3` (infinite in the last row), `used_m3_per_year`, `cover_share` of what is asked, `spill_share` of what
        runs in, `empty_days_share` of the days of use; by size.

    >>> from datetime import date
    >>> days = pl.DataFrame({"date": pl.date_range(date(2025, 1, 1), date(2025, 12, 31), eager=True)})
    >>> use = RainUse(100.0, 100.0, 1.0, 1.0, weekdays_only=False)
    >>> tanks = simulate_tanks(days.with_columns(rain_mm=pl.lit(1.0)), use, [1.0])
    >>> tanks["cover_share"].to_list()
    [1.0, 1.0]
    """
    import numpy as np

    sizes = np.array([*sorted(sizes_m3), np.inf]) * LITRES_PER_M3
    inflow = rain["rain_mm"].to_numpy() * use.roof_m2 * use.runoff_share * use.filter_share
    in_use = np.ones(rain.height, dtype=bool)
    if use.weekdays_only:
        in_use = (rain["date"].dt.weekday() <= _WEEKDAYS).to_numpy()
    asked = np.where(in_use, use.use_l_per_day, 0.0)
    # What the tank holds today depends on yesterday, so the days go one by one; the sizes go together.
    held = np.where(np.isinf(sizes), 0.0, sizes / 2)
    used, spilled, empty = np.zeros(len(sizes)), np.zeros(len(sizes)), np.zeros(len(sizes))
    for falls, wanted in zip(inflow, asked, strict=True):
        held = held + falls
        over = np.maximum(held - sizes, 0.0)
        held = held - over
        taken = np.minimum(held, wanted)
        held = held - taken
        used, spilled = used + taken, spilled + over
        empty = empty + (taken < wanted)
    years = rain.height / 365.25
    total_in, total_asked, days_used = float(inflow.sum()), float(asked.sum()), int(in_use.sum())
    return pl.DataFrame(
        {
            "size_m3": sizes / LITRES_PER_M3,
            "used_m3_per_year": used / LITRES_PER_M3 / years,
            "cover_share": used / total_asked if total_asked else np.zeros(len(sizes)),
            "spill_share": spilled / total_in if total_in else np.zeros(len(sizes)),
            "empty_days_share": empty / days_used if days_used else np.zeros(len(sizes)),
        }
    )


def choose_tank(tanks: pl.DataFrame, enough_share: float) -> float | None:
    """The smallest tank that reaches this part of what an endless one covers; None when none of those tried does.

    Args:
        tanks: From `simulate_tanks`.
        enough_share: Part of the attainable cover, 0..1.
    """
    most = tanks.filter(pl.col("size_m3").is_infinite())["cover_share"].item()
    enough = tanks.filter(pl.col("size_m3").is_finite(), pl.col("cover_share") >= enough_share * most)
    return float(enough["size_m3"].min()) if enough.height and most > 0 else None  # type: ignore[arg-type]
