"""Values of a file of any make: numbers in the notation the user said, units and calorific values to kilowatt-hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import ENERGY_UNITS, kwh_per_unit
from energie.history import Defect, FilePlace, rejections
from energie.history_words import register_of, status_of
from energie.readers.layout import POWER, SERIES_UNITS, Layout, carrier_code
from energie.readers.series_moments import DAY, MONTH
from energie.series import QUALITIES, REGISTERS, RESOLUTIONS
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.intake.cells import NOTHING
from kern.intake.headings import normalise_heading
from kern.language import N_
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NUMBER = Defect(
    "quantity",
    "energy.series.number",
    N_("{value} is not a number in the notation of the mapping."),
    N_("Check decimaal and duizendtal in the mapping."),
)
_NEGATIVE = Defect(
    "quantity",
    "energy.series.negative",
    N_("{value} is below zero: an interval cannot take off less than nothing."),
    N_('Give injection a column of its own with register = "injection".'),
)
_CARRIER = Defect(
    "carrier",
    "energy.series.carrier",
    N_("{value} is not a known energy carrier."),
    N_("Write elektriciteit, aardgas, stookolie, propaan, pellets or warmtenet."),
)
_REGISTER = Defect(
    "register",
    "energy.history.register",
    N_("Register {value} is not known: it cannot be told whether this is offtake."),
    N_("Registers such as Afname Dag, Injectie Nacht, Afname Actief or Productie Actief are understood."),
)
_UNIT = Defect(
    "unit",
    "energy.series.unit",
    N_("Unit {value} is not known, or does not fit the carrier."),
    N_("Write kWh, MWh, GJ, m³, l, kg or kW."),
)
TOO_LONG = Defect(
    "row",
    "intake.row.too_long",
    N_("The row has more cells than there are headings."),
    N_("Put text that holds the separator between quotes, or remove the extra separator."),
)
_STEPS_ENOUGH = 4


def value_places(headings: Sequence[str], layout: Layout, file: str) -> list[int]:
    """The columns with the values of a day.

    Raises:
        InputWrong: The headings named in `waarden` are not there, or are not as many as a day has intervals.
    """
    first, _mark, last = (part.strip() for part in layout.waarden.partition(".."))
    names = [normalise_heading(heading) for heading in headings]
    if normalise_heading(first) in names and normalise_heading(last) in names:
        start = names.index(normalise_heading(first))
        end = len(names) - 1 - names[::-1].index(normalise_heading(last))
        per_day = DAY // layout.minutes if layout.minutes else 0
        per_hour = 60 // layout.minutes if 0 < layout.minutes <= 60 else 0
        if per_day <= end - start + 1 <= per_day + per_hour:
            return list(range(start, end + 1))
    raise InputWrong(
        N_(
            'File {file}: waarden = "{said}" must name the first and last heading of the values of a day, '
            "96 columns for quarters or 24 for hours (100 or 25 when the clock change has its own)."
        ),
        file=file,
        said=layout.waarden,
    )


def word_columns(rows: pl.DataFrame, layout: Layout, columns: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Meter, carrier, register, unit and status as text or code; a word that is not known keeps its text behind `?`."""

    def coded(name: str, otherwise: str, code: Callable[[str], str | None]) -> pl.Expr:
        if name not in columns:
            return pl.lit(otherwise)
        texts = rows[columns[name]].drop_nulls().unique().to_list()
        codes = {text: code(text) or f"?{text}" for text in texts}
        return pl.col(columns[name]).replace_strict(codes, default=otherwise, return_dtype=pl.String)

    meter = pl.col(columns["meter"]) if "meter" in columns else pl.lit(layout.meter)
    return {
        "meter": meter,
        "carrier": coded("carrier", carrier_code(layout.energiedrager) or "", carrier_code),
        "register": coded("register", layout.register, _energy_register),
        "unit": coded("unit", layout.eenheid, _unit_name),
        "status": coded("status", layout.kwaliteit, lambda text: status_of(text) or "provisional"),
    }


def _energy_register(text: str) -> str | None:
    if text.strip() in REGISTERS.categories:
        return text.strip()
    code = register_of(text)
    return code if code in REGISTERS.categories else None


def _unit_name(text: str) -> str | None:
    plain = text.strip().lower().replace("³", "3")
    return next((name for name in SERIES_UNITS if name.lower().replace("³", "3") == plain), None)


def numbers(
    rows: pl.DataFrame, layout: Layout, typed: bool, place: FilePlace
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Add `quantity`, and keep out what is no number, below zero, or of an unknown word.

    Args:
        rows: With `text`, `carrier`, `register`, `unit`.
        layout: Decimal sign and sign between thousands.
        typed: Whether the cells come from a workbook, whose numbers have a point whatever is shown.
        place: The file.
    """
    text = pl.when(~pl.col("text").str.to_lowercase().is_in(NOTHING)).then(pl.col("text"))
    rows = rows.with_columns(quantity=_number(text, layout.decimaal, layout.duizendtal))
    if typed:
        rows = rows.with_columns(quantity=pl.coalesce(text.cast(pl.Float64, strict=False), "quantity"))
    rejected = []
    for defect, wrong, value in (
        (_NUMBER, text.is_not_null() & pl.col("quantity").is_null(), pl.col("text")),
        (_NEGATIVE, pl.col("quantity") < 0, pl.col("text")),
        (_CARRIER, pl.col("carrier").str.starts_with("?"), pl.col("carrier").str.slice(1)),
        (_REGISTER, pl.col("register").str.starts_with("?"), pl.col("register").str.slice(1)),
        (_UNIT, pl.col("unit").str.starts_with("?"), pl.col("unit").str.slice(1)),
    ):
        wrong = wrong.fill_null(False)
        rejected.append(rejections(rows.filter(wrong), defect, value, place))
        rows = rows.filter(~wrong)
    return rows, rejected


def _number(text: pl.Expr, decimal: str, thousands: str) -> pl.Expr:
    """A number in one notation and no other; null where the text does not follow it."""
    mark = "\\" + decimal
    whole = r"\d+"
    if thousands:
        between = r"[ \u00a0\u202f]" if thousands == " " else "\\" + thousands if thousands == "." else thousands
        whole = rf"(?:\d{{1,3}}(?:{between}\d{{3}})+|\d+)"
    fits = text.str.contains(rf"^[+-]?(?:{whole}(?:{mark}\d*)?|{mark}\d+)(?:[eE][+-]?\d+)?$")
    bare = text
    if thousands:
        for sign in (" ", "\u00a0", "\u202f") if thousands == " " else (thousands,):
            bare = bare.str.replace_all(sign, "", literal=True)
    bare = bare.str.replace(decimal, ".", literal=True) if decimal != "." else bare
    value = bare.str.strip_suffix(".").cast(pl.Float64, strict=False)
    return pl.when(fits & value.is_finite()).then(value)


def as_readings(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The rows as readings: kilowatt-hours, resolution, quality and local calendar.

    Args:
        rows: With series, interval, `quantity`, `unit` and `status`.
        layout: Length of the interval.

    Raises:
        InputWrong: A unit does not fit its carrier.
        FactorMissing: A quantity has no calorific value for a day.
    """
    rows = rows.with_columns(consumption_kwh=pl.col("quantity") * _kwh_factor(rows, layout))
    fuel = ~pl.col("unit").is_in([*POWER, *(n for n, u in SERIES_UNITS.items() if u.split()[0] in ENERGY_UNITS)])
    certain = pl.col("status").is_in(["measured", "validated"])
    quality = (
        pl.when(pl.col("consumption_kwh").is_null())
        .then(pl.lit("no_data"))
        .when(pl.col("status") == "no_data")
        .then(pl.lit("provisional"))
        .when(fuel & certain)  # the calorific value of place and month is not known
        .then(pl.lit("provisional"))
        .otherwise("status")
    )
    rows = rows.with_columns(quality=quality.cast(QUALITIES))
    rows, resolution = _coarser(rows, layout.minutes)
    local = pl.col("start_utc").dt.convert_time_zone(ZONE)
    return rows.select(
        "meter",
        "carrier",
        pl.col("register").cast(REGISTERS),
        pl.lit(resolution, RESOLUTIONS).alias("resolution"),
        "start_utc",
        "end_utc",
        "consumption_kwh",
        "quality",
        "source_row",
        year=local.dt.year(),
        month=local.dt.month(),
    )


def _kwh_factor(rows: pl.DataFrame, layout: Layout) -> pl.Expr:
    day = pl.col("start_utc").dt.convert_time_zone(ZONE).dt.date()
    kinds = rows.select("carrier", "unit", day=day).unique().sort("carrier", "unit", "day")
    factors = []
    for carrier, unit, on in kinds.iter_rows():
        if unit in POWER:
            factors.append(POWER[unit] * (layout.minutes or DAY) / 60)
        else:
            factors.append(kwh_per_unit(carrier, SERIES_UNITS[unit], on)[0])
    kinds = kinds.with_columns(factor=pl.Series(factors, dtype=pl.Float64))
    joined = rows.select("carrier", "unit", day=day).join(
        kinds, on=["carrier", "unit", "day"], how="left", maintain_order="left"
    )
    return pl.lit(joined["factor"])


def _coarser(rows: pl.DataFrame, minutes: int) -> tuple[pl.DataFrame, str]:
    """Intervals of 5 minutes become quarters, of 10 and 30 minutes hours; a part that is not whole has no value."""
    if minutes in (15, 60, DAY, MONTH):
        return rows, {15: "quarter", 60: "hour", DAY: "day", MONTH: "month"}[minutes]
    target, name = (15, "quarter") if minutes == 5 else (60, "hour")
    start = pl.col("start_utc").dt.truncate(f"{target}m")
    whole = (pl.len() == target // minutes) & (pl.col("consumption_kwh").null_count() == 0)
    weakest = pl.col("quality").to_physical().max()
    summed = (
        rows.group_by("meter", "carrier", "register", start.alias("start_utc"), maintain_order=True)
        .agg(
            pl.when(whole).then(pl.col("consumption_kwh").sum()).alias("consumption_kwh"),
            pl.when(whole).then(weakest).otherwise(QUALITIES.categories.to_list().index("no_data")).alias("rank"),
            pl.col("source_row").first(),
        )
        .with_columns(
            end_utc=pl.col("start_utc") + pl.duration(minutes=target),
            quality=pl.col("rank").replace_strict(dict(enumerate(QUALITIES.categories)), return_dtype=QUALITIES),
        )
    )
    return summed, name


def interval_findings(rows: pl.DataFrame, layout: Layout, place: FilePlace) -> list[Finding]:
    """What the distance between the moments says.

    Raises:
        InputWrong: The moments lie at another distance than the mapping says.
    """
    if layout.vorm == "rij per dag" or rows.height < 3:
        return []
    series = ["meter", "carrier", "register"]
    step = rows.sort(*series, "start_utc").select(pl.col("start_utc").diff().over(series).dt.total_minutes())
    steps = step.to_series().drop_nulls()
    steps = steps.filter(steps > 0)
    if steps.is_empty():
        return []
    low, high = _lengths(layout.minutes)
    # Gaps make steps longer, so a few long ones prove nothing; one that is too short does.
    found = int(steps.mode().sort()[0])
    if found < low or (found > high and steps.len() >= _STEPS_ENOUGH):
        raise InputWrong(
            N_(
                'File {file}: the moments lie {found} minutes apart, the mapping says interval = "{said}". '
                "Correct the mapping; nothing of this file was loaded."
            ),
            file=place.file,
            found=found,
            said=layout.interval,
        )
    return []


def _lengths(minutes: int) -> tuple[int, int]:
    return {MONTH: (28 * DAY - 60, 31 * DAY + 60), DAY: (DAY - 60, DAY + 60)}.get(minutes, (minutes, minutes))


def notes(rows: pl.DataFrame, doubles: int, place: FilePlace) -> list[Finding]:
    """Doubles, empty values, conversions and doubtful hours, said once for the file."""
    empty = rows["quantity"].null_count()
    fuels = rows.filter(~pl.col("unit").is_in([*POWER, "kWh", "MWh", "Wh", "GJ", "MJ"]))
    doubt = int(rows["clock_doubt"].sum() or 0)
    said = [
        (
            "double",
            Severity.INFO,
            doubles,
            N_("{rows} rows stand in the file twice with the same value and count once."),
        ),
        ("no_data", Severity.INFO, empty, N_("{rows} of {total} rows have no value: no data, not zero.")),
        (
            "converted",
            Severity.WARNING,
            fuels.height,
            N_("{rows} values in {units} were converted to kWh with the calorific value in data/ and are provisional."),
        ),
        (
            "clock_doubt",
            Severity.WARNING,
            doubt,
            N_("{rows} rows of the repeated October hour stand alone; they were taken as summer time."),
        ),
    ]
    units = ", ".join(sorted(fuels["unit"].unique()))
    return [
        Finding(
            f"energy.series.{name}", severity, text, {"rows": count, "total": rows.height, "units": units}, place.where
        )
        for name, severity, count, text in said
        if count
    ]
