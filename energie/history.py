"""Rows of a consumption history become readings: what is counted, what is left out, and what is said about it.

Shared by every reader whose file gives a value per interval on the local wall clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import energy_content
from energie.ean import has_valid_check_digit
from energie.intervals import add_utc, resolution_of_intervals
from energie.series import QUALITIES, REGISTERS
from kern.findings import Finding, Severity, Where
from kern.intake.contract import REJECTED, no_rejections
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from energie.history_carriers import CarrierSigns

HISTORY_REGISTERS = pl.Enum([*REGISTERS.categories, "reactive", "peak"])
KINDS = pl.Enum(["energy", "volume", "reactive", "peak"])
"""What a row measures: kilowatt-hours, cubic metres, reactive energy or peak power."""

HISTORY_ROWS = pl.Schema(
    {
        "source_row": pl.Int64(),
        "meter": pl.String(),
        "register": HISTORY_REGISTERS,
        "kind": KINDS,
        "volume": pl.Float64(),
        "quality": QUALITIES,
        "start_local": pl.Datetime("us"),
        "end_local": pl.Datetime("us"),
    }
)
"""What a reader hands to `to_readings`. `volume` is in kWh, or m³ where kind is volume; null is no data."""


@dataclass(frozen=True)
class Defect:
    """Why a row is kept out: the field it stands in, a code, and what to do."""

    field: str
    code: str
    reason: str
    remedy: str


_SKIPPED_HOUR = Defect(
    "from_time",
    "energy.history.skipped_hour",
    N_("Time {value} does not exist: the clock jumps from 02:00 to 03:00 on this day."),
    N_("The file must be in local time of Brussels. Export it again."),
)
_INTERVAL = Defect(
    "until_time",
    "energy.history.interval",
    N_("The interval {value} fits no quarter-hour, hour, day, month or longer period."),
    N_("Check the start and end of this row."),
)


@dataclass(frozen=True)
class FilePlace:
    """Where rows stand in the user's file: for findings and rejections.

    Args:
        file: Name as the user knows it.
        sheet: Sheet, or None.
        headings: Field name -> heading as written.
    """

    file: str
    sheet: str | None
    headings: Mapping[str, str]

    @property
    def where(self) -> Where:
        """The file as a whole."""
        return Where(self.file, self.sheet)


@dataclass(frozen=True)
class History:
    """What rows became: readings, rejected rows and findings."""

    readings: pl.DataFrame
    rejected: pl.DataFrame
    findings: list[Finding]


def rejections(bad: pl.DataFrame, defect: Defect, value: pl.Expr, place: FilePlace) -> pl.DataFrame:
    """Rejected cells in the intake's form.

    Args:
        bad: The rows, with `source_row`.
        defect: What is wrong with each of them.
        value: The cell as text.
        place: Their file.
    """
    return bad.select(
        sheet=pl.lit(place.sheet, pl.String),
        row=pl.col("source_row"),
        column=pl.lit(place.headings.get(defect.field, defect.field)),
        value=value,
        code=pl.lit(defect.code),
        reason=pl.lit(defect.reason),
        remedy=pl.lit(defect.remedy),
        allowed=pl.lit(None, pl.String),
    ).cast(pl.Schema(REJECTED))


def to_readings(rows: pl.DataFrame, place: FilePlace, signs: CarrierSigns) -> History:
    """Turn parsed rows into readings, each kilowatt-hour once.

    Args:
        rows: HISTORY_ROWS, in file order.
        place: Their file.
        signs: What their file says about the carrier of its meters.

    Raises:
        FactorMissing: Only cubic metres are given for a day without a calorific value in `data/`.
    """
    findings: list[Finding] = []
    volume_meters: set[str] = set()
    cubic_metres: set[str] = set()
    if not (rows["kind"] == "energy").all():
        cubic_metres = set(rows.filter(pl.col("kind") == "volume")["meter"].unique())
        rows, volume_meters, findings = _leave_out(rows, place, signs.water)
    rows = add_utc(rows, ["meter", pl.col("register").cast(pl.String).str.replace("_day$|_night$", "")])
    rows, rejected = _reject_impossible(rows, place)
    if volume_meters:
        findings.append(_converted(rows, place))
    rows = rows.with_columns(carrier=signs.carrier(cubic_metres))
    readings = rows.select(
        "meter",
        "carrier",
        pl.col("register").cast(REGISTERS),
        "resolution",
        "start_utc",
        "end_utc",
        consumption_kwh=_kwh(rows) if volume_meters else pl.col("volume"),
        quality=_quality(volume_meters),
        source_row="source_row",
        year=pl.col("start_local").dt.year(),
        month=pl.col("start_local").dt.month(),
    )
    return History(readings, rejected, findings + _notes(rows, place))


def _leave_out(
    rows: pl.DataFrame, place: FilePlace, water_meters: set[str]
) -> tuple[pl.DataFrame, set[str], list[Finding]]:
    """Only the rows that are energy, the gas meters that give cubic metres only, and what was left out."""
    metered = rows.group_by("meter").agg(
        energy=(pl.col("kind") == "energy").any(), volume=(pl.col("kind") == "volume").any()
    )
    only_volume = set(metered.filter(~pl.col("energy") & pl.col("volume"))["meter"])
    gas_by_volume = only_volume - water_meters
    is_volume = pl.col("kind") == "volume"
    water = rows.filter(is_volume & pl.col("meter").is_in(list(only_volume & water_meters))).height
    twice = rows.filter(is_volume & ~pl.col("meter").is_in(list(only_volume))).height
    counts = [
        ("reactive", rows.filter(pl.col("kind") == "reactive").height, _REACTIVE),
        ("peak", rows.filter(pl.col("kind") == "peak").height, _PEAK),
        ("volume_twice", twice, _TWICE),
        ("water", water, _WATER),
    ]
    findings = [
        Finding(f"energy.history.left_out.{name}", Severity.INFO, text, {"rows": count}, place.where)
        for name, count, text in counts
        if count
    ]
    kept = (pl.col("kind") == "energy") | (is_volume & pl.col("meter").is_in(list(gas_by_volume)))
    return rows.filter(kept), gas_by_volume, findings


_REACTIVE = N_("{rows} rows with reactive energy (kVArh) were read and left out: they are no consumption.")
_PEAK = N_("{rows} rows with peak power (kW) were read and left out: they are no consumption.")
_TWICE = N_("{rows} rows in m³ were read and left out: the same gas stands in the file in kWh and counts once.")
_WATER = N_("{rows} rows of water meters were read and left out: water is no energy carrier.")


def _reject_impossible(rows: pl.DataFrame, place: FilePlace) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = rows.with_columns(resolution=resolution_of_intervals(rows))
    if rows["start_utc"].null_count() == 0 and rows["resolution"].null_count() == 0:
        return rows, no_rejections()
    start = pl.col("start_local").dt.strftime("%d-%m-%Y %H:%M")
    skipped = rows.filter(pl.col("start_utc").is_null())
    odd = rows.filter(pl.col("start_utc").is_not_null() & pl.col("resolution").is_null())
    span = pl.concat_str(start, pl.lit(" – "), pl.col("end_local").dt.strftime("%d-%m-%Y %H:%M"))
    rejected = pl.concat([rejections(skipped, _SKIPPED_HOUR, start, place), rejections(odd, _INTERVAL, span, place)])
    return rows.filter(pl.col("resolution").is_not_null()), rejected


def _kwh(rows: pl.DataFrame) -> pl.Expr:
    """Cubic metres times the dated calorific value of their day; kilowatt-hours as they are."""
    days: list[date] = rows.filter(pl.col("kind") == "volume")["start_local"].dt.date().unique().sort().to_list()
    factors = {day: energy_content("natural_gas", "m**3", day).value for day in days}
    factor = pl.col("start_local").dt.date().replace_strict(factors, default=None, return_dtype=pl.Float64)
    return pl.when(pl.col("kind") == "volume").then(pl.col("volume") * factor).otherwise(pl.col("volume"))


def _quality(volume_meters: set[str]) -> pl.Expr:
    """A converted volume is provisional at best: its own calorific value is not known."""
    if not volume_meters:
        return pl.col("quality")
    certain = (pl.col("kind") == "volume") & pl.col("quality").is_in(["measured", "validated"])
    return pl.when(certain).then(pl.lit("provisional", QUALITIES)).otherwise("quality")


def _converted(rows: pl.DataFrame, place: FilePlace) -> Finding:
    volume = rows.filter(pl.col("kind") == "volume")
    first = volume["start_local"].dt.date().min()
    used = energy_content("natural_gas", "m**3", first) if volume.height else None  # type: ignore[arg-type]
    return Finding(
        "energy.history.volume_converted",
        Severity.WARNING,
        N_(
            "{rows} rows in m³ have no kWh beside them and were converted with {factor} kWh/m³ ({key}); "
            "they are marked provisional."
        ),
        {"rows": volume.height, "factor": used.value if used else None, "key": used.key if used else ""},
        place.where,
        N_("Load the export with kWh if the grid operator gives it: it uses the calorific value of place and month."),
    )


def _meters(rows: pl.DataFrame) -> list[str]:
    meter = rows["meter"]
    return [meter[0]] if rows.height and (meter == meter[0]).all() else sorted(meter.unique())


def _notes(rows: pl.DataFrame, place: FilePlace) -> list[Finding]:
    """What the reader of the import must know: check digits, empty and estimated values, a doubtful hour."""
    findings = []
    for ean in _meters(rows):
        if not has_valid_check_digit(ean):
            text = N_("The check digit of EAN {meter} is wrong. Its readings are kept.")
            remedy = N_("Compare the code with the invoice; a spreadsheet may have changed its last digits.")
            code = "energy.ean.check_digit"
            findings.append(Finding(code, Severity.WARNING, text, {"meter": ean}, place.where, remedy))
    per_quality = ((pl.col("quality") == quality).sum().alias(quality) for quality in QUALITIES.categories)
    counts = rows.select(per_quality).row(0, named=True)
    said = [
        ("no_data", N_("{rows} of {total} rows have no value: no data, not zero.")),
        ("estimated", N_("{rows} of {total} rows are estimated by the grid operator.")),
        ("provisional", N_("{rows} of {total} rows are provisional.")),
    ]
    for quality, text in said:
        if counts[quality]:
            evidence = {"rows": counts[quality], "total": rows.height}
            findings.append(Finding(f"energy.history.{quality}", Severity.INFO, text, evidence, place.where))
    doubt = rows["clock_doubt"].sum() if rows.height else 0
    if doubt:
        text = N_("{rows} rows of the repeated October hour stand alone; they were taken as summer time.")
        findings.append(Finding("energy.history.clock_doubt", Severity.WARNING, text, {"rows": doubt}, place.where))
    return findings
