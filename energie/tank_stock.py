"""Tanks, silos and cylinders: a delivery is stock, not consumption.

Between two levels: first level + what was delivered - second level. A tank without levels gives estimates only: what
was delivered is taken as used until the next delivery, as if the stock were the same just before each of them.
After the last level or delivery nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import kwh_per_unit
from energie.register_readings import Derived, derived_row
from energie.series import READINGS
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

TANK_COLUMNS = pl.Schema(
    {
        "tank": pl.String(),
        "day": pl.Date(),
        "kind": pl.String(),
        "number": pl.String(),
        "carrier": pl.String(),
        "asset_code": pl.String(),
        "quantity": pl.Float64(),
        "unit": pl.String(),
        "amount_eur": pl.Float64(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
    }
)
_ORDER = {"level": 0, "delivery": 1, "level_after": 2}
_LEVELS = ("level", "level_after")
METHODS = ("levels", "deliveries")

BALANCES = pl.Schema(
    {
        "tank": pl.String(),
        "asset_code": pl.String(),
        "carrier": pl.String(),
        "unit": pl.String(),
        "start": pl.Date(),
        "end": pl.Date(),
        "begin_stock": pl.Float64(),
        "delivered": pl.Float64(),
        "end_stock": pl.Float64(),
        "used": pl.Float64(),
        "method": pl.String(),
    }
)
"""One row per period between levels (or deliveries): `begin_stock` + `delivered` - `end_stock` = `used`, all in `unit`.
`method` is one of METHODS; without levels the stocks are null. A last row without `end` is what is there now."""


@dataclass(frozen=True)
class TankBalance:
    """Balances, the consumption derived from them, and what must be known of it."""

    balances: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BALANCES))
    derived: Derived = field(default_factory=Derived)


def balance(records: pl.DataFrame) -> TankBalance:
    """The stock balance of every tank.

    Args:
        records: TANK_COLUMNS, in any order.

    >>> row = {"tank": "T", "number": "", "carrier": "heating_oil", "unit": "l"}
    >>> records = pl.DataFrame(
    ...     [{**row, "day": date(2025, 1, 1), "kind": "level", "quantity": 2000.0},
    ...      {**row, "day": date(2025, 1, 15), "kind": "delivery", "quantity": 1500.0},
    ...      {**row, "day": date(2025, 2, 1), "kind": "level", "quantity": 1000.0}]
    ... )
    >>> found = balance(records)
    >>> found.balances["used"].to_list()[0], found.derived.readings["consumption_kwh"].to_list()
    (2500.0, [25000.0])
    """
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in TANK_COLUMNS.items() if name not in records.columns]
    frame = records.with_columns(absent).with_columns(order=pl.col("kind").replace_strict(_ORDER, default=1))
    balances: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for _tank, of_tank in frame.sort("tank", "day", "order", "number").group_by("tank", maintain_order=True):
        events = list(of_tank.iter_rows(named=True))
        periods, said = (_between_levels if _has_levels(events) else _between_deliveries)(events)
        findings += said
        balances += [period for period, _origin in periods]
        rows += [row for period, origin in periods if (row := _reading(period, origin)) is not None]
    return TankBalance(
        pl.DataFrame(balances, schema=BALANCES), Derived(pl.DataFrame(rows, schema=READINGS.schema), findings)
    )


def _has_levels(events: Sequence[dict[str, Any]]) -> bool:
    return sum(1 for event in events if event["kind"] in _LEVELS) >= 1


Periods = list[tuple[dict[str, Any], dict[str, Any]]]


def _between_levels(events: Sequence[dict[str, Any]]) -> tuple[Periods, list[Finding]]:
    periods: Periods = []
    findings: list[Finding] = []
    level: dict[str, Any] | None = None
    delivered = early = 0.0
    for event in events:
        if event["kind"] == "delivery":
            delivered += event["quantity"]
            continue
        if level is None:
            early = delivered
        else:
            used = level["quantity"] + delivered - event["quantity"]
            period = _period(
                event, level["day"], event["day"], level["quantity"], delivered, event["quantity"], "levels"
            )
            if used < -1e-9:
                evidence = {
                    "tank": event["tank"],
                    "start": level["day"],
                    "end": event["day"],
                    "more": -used,
                    "unit": event["unit"],
                }
                findings.append(Finding("energy.tank.more", Severity.ERROR, _MORE, evidence, remedy=_MORE_DO))
                period["used"] = None
            periods.append((period, event))
        level, delivered = event, 0.0
    if early and level is not None:
        evidence = {"tank": events[0]["tank"], "quantity": early, "unit": events[0]["unit"]}
        findings.append(Finding("energy.tank.early", Severity.INFO, _EARLY, evidence))
    if level is not None:
        last = events[-1]
        open_end = _period(last, level["day"], None, level["quantity"], delivered, None, "levels")
        periods.append((open_end, last))
    return periods, findings


def _between_deliveries(events: Sequence[dict[str, Any]]) -> tuple[Periods, list[Finding]]:
    by_day: dict[date, dict[str, Any]] = {}
    for event in events:
        day = by_day.setdefault(event["day"], {**event, "quantity": 0.0})
        day["quantity"] += event["quantity"]
    days = list(by_day.values())
    periods: Periods = [
        (_period(after, before["day"], after["day"], None, before["quantity"], None, "deliveries"), after)
        for before, after in pairwise(days)
    ]
    last = days[-1]
    periods.append((_period(last, last["day"], None, None, last["quantity"], None, "deliveries"), last))
    evidence = {"tank": last["tank"], "count": len(days)}
    return periods, [Finding("energy.tank.no_level", Severity.WARNING, _NO_LEVEL, evidence, remedy=_NO_LEVEL_DO)]


def _period(
    event: dict[str, Any], start: date, end: date | None, begin: float | None, delivered: float, stock: float | None,
    method: str,
) -> dict[str, Any]:  # fmt: skip
    used = None
    if end is not None:
        used = delivered if begin is None or stock is None else begin + delivered - stock
    return {
        "tank": event["tank"], "asset_code": event["asset_code"], "carrier": event["carrier"], "unit": event["unit"],
        "start": start, "end": end, "begin_stock": begin, "delivered": delivered, "end_stock": stock, "used": used,
        "method": method,
    }  # fmt: skip


def _reading(period: dict[str, Any], origin: dict[str, Any]) -> dict[str, Any] | None:
    if period["end"] is None or period["end"] <= period["start"]:
        return None
    kwh = None
    if period["used"] is not None:
        middle = period["start"] + (period["end"] - period["start"]) / 2
        try:
            kwh = period["used"] * kwh_per_unit(period["carrier"], period["unit"], middle)[0]
        except InputWrong:
            kwh = None
    quality = "no_data" if kwh is None else "measured" if period["method"] == "levels" else "estimated"
    return derived_row(
        period["tank"], period["carrier"], "offtake", period["start"], period["end"], kwh, quality, origin
    )


_MORE = N_("Tank {tank}: between {start} and {end} the stock grew by {more} {unit} more than was delivered.")
_MORE_DO = N_("A delivery is missing, or a level is wrong; the period has no value until it is corrected.")
_EARLY = N_(
    "Tank {tank}: {quantity} {unit} were delivered before the first level; they are in that level, not in consumption."
)
_NO_LEVEL = N_(
    "Tank {tank} has {count} deliveries and no level: what was used is estimated, as if the stock were the same before "
    "each delivery."
)
_NO_LEVEL_DO = N_("Add levels (kind peiling), at least at the start of each year.")
