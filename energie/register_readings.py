"""Register readings become consumption: the only place where they do.

Between two readings of one register lies their difference, times the factor of the meter. Three things make it
something else:

- **Turn to zero.** A counter that stood near its highest value and now stands near zero went round: its capacity is
  added. With the number of digits that is certain; without them it is inferred from the reading and said.
- **Another device.** At a meter swap the old device has an end reading and the new one a start reading, on the same
  day. Without them what was used around the swap is not known, and is missing, never nothing.
- **A missed reading.** The next one covers both periods; the spreading over months divides it.

A reading that is lower without any of these is a mistake: its period stays without value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import kwh_per_unit
from energie.intervals import local_midnight_utc
from energie.series import READINGS
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTER_READING_COLUMNS = pl.Schema(
    {
        "meter": pl.String(),
        "register_name": pl.String(),
        "read_on": pl.Date(),
        "kind": pl.String(),
        "device": pl.String(),
        "carrier": pl.String(),
        "asset_code": pl.String(),
        "reading": pl.Float64(),
        "unit": pl.String(),
        "factor": pl.Float64(),
        "digits": pl.Int64(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
    }
)
_ORDER = {"end": 0, "read": 1, "estimated": 1, "start": 2}
_NEAR_TOP, _NEAR_ZERO = 0.9, 0.1


@dataclass(frozen=True)
class Derived:
    """Consumption that was derived, and what must be known of it.

    Args:
        readings: Columns of READINGS; a period without a value has null and `no_data`.
        findings: Turns, swaps and mistakes.
    """

    readings: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=READINGS.schema))
    findings: list[Finding] = field(default_factory=list)


def consumption_between(stands: pl.DataFrame) -> Derived:
    """Consumption between readings of each register.

    Args:
        stands: REGISTER_READING_COLUMNS, in any order.

    >>> row = {"meter": "M", "register_name": "offtake", "kind": "read", "carrier": "electricity", "unit": "kWh"}
    >>> stands = pl.DataFrame(
    ...     [{**row, "read_on": date(2025, 1, 1), "reading": 99990.0, "digits": 5},
    ...      {**row, "read_on": date(2025, 2, 1), "reading": 15.0, "digits": 5}], schema_overrides={"digits": pl.Int64}
    ... )
    >>> consumption_between(stands).readings.select("resolution", "consumption_kwh").rows()
    [('month', 25.0)]
    """
    absent = [pl.lit(None, dtype).alias(n) for n, dtype in REGISTER_READING_COLUMNS.items() if n not in stands.columns]
    frame = stands.with_columns(absent).with_columns(order=pl.col("kind").replace_strict(_ORDER, default=1))
    rows: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for _key, register in frame.sort("meter", "register_name", "read_on", "order").group_by(
        "meter", "register_name", maintain_order=True
    ):
        known = [row for row in register.iter_rows(named=True) if row["reading"] is not None]
        findings += _missed(register)
        for before, after in pairwise(known):
            row, said = _period(before, after)
            findings += said
            if row is not None:
                rows.append(row)
    return Derived(pl.DataFrame(rows, schema=READINGS.schema), findings)


def _missed(register: pl.DataFrame) -> Iterator[Finding]:
    empty = register.filter(pl.col("reading").is_null())
    for row in empty.iter_rows(named=True):
        yield Finding(
            "energy.register.missed",
            Severity.INFO,
            N_("Meter {meter}: the reading of {day} was missed; the next one covers the period before it too."),
            {"meter": row["meter"], "day": row["read_on"]},
        )


def _period(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Finding]]:
    if after["read_on"] == before["read_on"] and after["kind"] != "start":
        return None, []
    evidence = {
        "meter": after["meter"], "before": before["reading"], "after": after["reading"],
        "start": before["read_on"], "end": after["read_on"],
    }  # fmt: skip
    if after["kind"] == "start" or before["kind"] == "end" or _swapped(before, after):
        if before["kind"] == "end" and after["read_on"] == before["read_on"]:
            return None, []  # the old device ends and the new one starts on the same day: nothing lies between
        return _row(before, after, None), [
            _finding("energy.register.swap", Severity.WARNING, _SWAP, evidence, _SWAP_DO)
        ]
    counted = after["reading"] - before["reading"]
    if counted >= 0:
        return _row(before, after, counted), []
    capacity = _capacity(before, after)
    if capacity is not None:
        said = []
        if before["digits"] is None and after["digits"] is None:
            text, remedy = _ROUND, N_("Give the number of digits of the counter, so that this is certain.")
            said = [_finding("energy.register.round", Severity.WARNING, text, evidence, remedy)]
        return _row(before, after, counted + capacity), said
    return _row(before, after, None), [_finding("energy.register.lower", Severity.ERROR, _LOWER, evidence, _LOWER_DO)]


def _swapped(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(before["device"] and after["device"] and before["device"] != after["device"])


def _capacity(before: dict[str, Any], after: dict[str, Any]) -> float | None:
    """The value at which the counter turns to zero, where it plausibly did; None where it did not."""
    digits = after["digits"] or before["digits"] or max(3, len(str(int(before["reading"]))))
    capacity = 10.0**digits
    turned = before["reading"] >= _NEAR_TOP * capacity and after["reading"] <= _NEAR_ZERO * capacity
    return capacity if turned and before["reading"] < capacity else None


def _row(before: dict[str, Any], after: dict[str, Any], counted: float | None) -> dict[str, Any] | None:
    if after["read_on"] <= before["read_on"]:
        return None
    kwh = None
    if counted is not None:
        middle = before["read_on"] + (after["read_on"] - before["read_on"]) / 2
        try:
            kwh = counted * (after["factor"] or 1.0) * kwh_per_unit(after["carrier"], after["unit"], middle)[0]
        except InputWrong:
            kwh = None
    estimated = "estimated" in (before["kind"], after["kind"])
    quality = "no_data" if kwh is None else "estimated" if estimated else "measured"
    return derived_row(after["meter"], after["carrier"], after["register_name"], before["read_on"], after["read_on"],
                       kwh, quality, after)  # fmt: skip


def derived_row(
    meter: str, carrier: str, register: str, start: date, end: date, kwh: float | None, quality: str,
    origin: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """A row of READINGS over whole local days.

    Args:
        meter: Its meter.
        carrier: Its carrier.
        register: Its register.
        start: First day.
        end: First day after it.
        kwh: Its energy; None is no data.
        quality: What it rests on.
        origin: The row it comes from, with `import_id` and `source_row`.
    """
    return {
        "meter": meter,
        "carrier": carrier,
        "register": register,
        "resolution": _resolution(start, end),
        "start_utc": local_midnight_utc(start),
        "end_utc": local_midnight_utc(end),
        "consumption_kwh": kwh,
        "quality": quality,
        "import_id": origin["import_id"],
        "source_row": origin["source_row"],
        "year": start.year,
        "month": start.month,
    }


def _resolution(start: date, end: date) -> str:
    if end - start == timedelta(days=1):
        return "day"
    if start.day == 1 and end == (start + timedelta(days=31)).replace(day=1):
        return "month"
    return "year" if (start.month, start.day, end) == (1, 1, date(start.year + 1, 1, 1)) else "period"


def _finding(code: str, severity: Severity, text: str, evidence: dict[str, Any], remedy: str) -> Finding:
    return Finding(code, severity, text, evidence, remedy=remedy)


_SWAP = N_(
    "Meter {meter} has another device between {start} and {end} without an end reading and a start reading: what was "
    "used in between is not known."
)
_SWAP_DO = N_(
    "Add a row of kind eindstand for the old device and one of kind beginstand for the new one, on the day of the swap."
)
_ROUND = N_("Meter {meter} went from {before} to {after} between {start} and {end}: taken as a turn to zero.")
_LOWER = N_("Meter {meter} went back from {before} to {after} between {start} and {end}: this period has no value.")
_LOWER_DO = N_("Correct the reading, or say that the meter was swapped with rows of kind eindstand and beginstand.")
