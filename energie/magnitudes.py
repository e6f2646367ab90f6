"""Values of the wrong size: a unit that slipped, or gas that counts in m³ and in kWh.

Each meter is compared with its own history and with its sisters: other meters of the same site, and of buildings of the
same function per square metre. All of it is said; nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, show_number

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

_OUT_OF_LINE = 5.0
_SLIP_LOG_TOLERANCE = 0.5
_SHORT_LOG_TOLERANCE = 0.35
_HISTORY_ENOUGH = 3
_MONTHS_ENOUGH = 6
_SISTERS_ENOUGH = 4
_KWH_PER_M3 = (8.5, 12.5)
"""Lean to rich gas, gross or net: what a month is too small by when cubic metres were read as kilowatt-hours."""
_STEADY = 0.03


def check_out_of_line(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Months far from the meter's own history; a thousand times, or ten for gas, is a slip of unit."""
    per_day = pl.col("consumption_kwh") / pl.col("covered_days")
    months = (
        inputs.months.counted.filter(pl.col("flow") == "offtake", pl.col("substituted_kwh") == 0)
        .group_by("meter", "carrier", "year", "month")
        .agg(pl.col("consumption_kwh", "covered_days").sum(), whole=(pl.col("split") == "whole").all())
        .filter(pl.col("covered_days") > 0, pl.col("consumption_kwh") > 0)
        .with_columns(kwh_per_day=per_day)
        .with_columns(
            of_month=pl.col("kwh_per_day").median().over("meter", "month"),
            level=pl.col("kwh_per_day").median().over("meter"),
            long=pl.len().over("meter", "month") >= _HISTORY_ENOUGH,
            enough=pl.len().over("meter") >= _MONTHS_ENOUGH,
        )
        .with_columns(usual=pl.when("long").then("of_month").otherwise("level"))
        .with_columns(ratio=pl.col("kwh_per_day") / pl.col("usual"))
        .with_columns(slip=_slip(), volume=_volume())
        .filter(
            pl.col("year") <= options.report_year,
            (pl.col("ratio") > _OUT_OF_LINE) | (pl.col("ratio") < 1 / _OUT_OF_LINE),
            # With little history only what cannot be a season is told; of a split invoice only a slip.
            (pl.col("long") & pl.col("whole")) | (pl.col("enough") & pl.col("slip")),
            # In summer a gas meter may use next to nothing: only what matters for the meter's level is told.
            pl.max_horizontal("kwh_per_day", "usual") > 0.2 * pl.col("level"),
        )
        .sort("meter", "year", "month")
    )
    number = pl.col("year") * 12 + pl.col("month")
    kind = ["meter", "slip", "volume", "high"]
    runs = (
        months.with_columns(high=pl.col("ratio") > 1, number=number)
        .with_columns(run=(pl.col("number").diff() != 1).fill_null(True).cum_sum().over(kind))
        .group_by(*kind, "run", maintain_order=True)
        .agg(
            pl.col("year", "month").first().name.prefix("first_"),
            pl.col("year", "month").last().name.prefix("last_"),
            pl.len().alias("months"),
            pl.col("consumption_kwh").sum(),
            pl.col("ratio").median(),
        )
    )
    return [_out_of_line(row) for row in runs.iter_rows(named=True)]


def _slip() -> pl.Expr:
    tolerance = pl.when("long").then(_SLIP_LOG_TOLERANCE).otherwise(_SHORT_LOG_TOLERANCE)
    return (pl.col("ratio").log10().abs() - 3).abs() < tolerance


def _volume() -> pl.Expr:
    times = pl.max_horizontal(pl.col("ratio"), 1 / pl.col("ratio"))
    return (pl.col("carrier") == "natural_gas") & times.is_between(*_KWH_PER_M3)


def _out_of_line(run: dict[str, Any]) -> Finding:
    first, last = (f"{run[f'{end}_year']}-{run[f'{end}_month']:02d}" for end in ("first", "last"))
    evidence = {
        "meter": run["meter"], "period": first if first == last else f"{first} – {last}", "months": run["months"],
        "kwh": show_number(run["consumption_kwh"], 0), "ratio": float(f"{run['ratio']:.3g}"),
    }  # fmt: skip
    if run["slip"]:
        text = N_(
            "Meter {meter}, {period}: {kwh} kWh is {ratio} times what these months usually are. "
            "Probably a unit (kWh or MWh) went wrong."
        )
        remedy = N_("Correct the quantity or unit in the file and load it again.")
        return Finding("energy.outlier.factor_1000", Severity.ERROR, text, evidence, remedy=remedy)
    if run["volume"]:
        text = N_(
            "Meter {meter}, {period}: {kwh} kWh is {ratio} times what these months usually are, about what lies "
            "between m³ and kWh of gas. Probably one was taken for the other."
        )
        remedy = N_("Compare with the invoice: if the quantity is in m³, correct the unit and load it again.")
        return Finding("energy.outlier.m3_or_kwh", Severity.WARNING, text, evidence, remedy=remedy)
    text = N_("Meter {meter}, {period}: {kwh} kWh is {ratio} times what these months usually are.")
    remedy = N_("Check it with the building manager; a vacancy or a works period explains it too.")
    return Finding("energy.outlier", Severity.WARNING, text, evidence, remedy=remedy)


def check_sisters(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Meters that use a thousand times more or less per m² than meters of the same carrier and function do."""
    area = inputs.assets.select(
        "asset_code", "function", area_m2=pl.coalesce("gross_floor_area_m2", "internal_floor_area_m2")
    )
    placed = inputs.links.select("meter", "asset_code", "share").unique("meter", keep="first", maintain_order=True)
    levels = (
        inputs.months.counted.filter(pl.col("flow") == "offtake", pl.col("year") <= options.report_year)
        .group_by("meter", "carrier")
        .agg(pl.col("consumption_kwh", "covered_days").sum(), months=pl.struct("year", "month").n_unique())
        .filter(pl.col("months") >= _MONTHS_ENOUGH, pl.col("consumption_kwh") > 0, pl.col("covered_days") > 0)
        .join(placed, on="meter")
        .join(area, on="asset_code")
        .filter(pl.col("area_m2") > 0)
        .with_columns(kwh_per_m2=pl.col("consumption_kwh") / pl.col("covered_days") * 365 / pl.col("area_m2"))
    )
    group = ["carrier", "function"]
    odd = (
        levels.with_columns(usual=pl.col("kwh_per_m2").median().over(group), sisters=pl.len().over(group) - 1)
        .with_columns(ratio=pl.col("kwh_per_m2") / pl.col("usual"))
        .filter(pl.col("sisters") >= _SISTERS_ENOUGH, (pl.col("ratio").log10().abs() - 3).abs() < _SLIP_LOG_TOLERANCE)
        .sort("meter")
    )
    text = N_(
        "Meter {meter} of {asset} uses {level} kWh/m² a year, {ratio} times the middle of {sisters} sister meters of "
        "buildings of the same function. Probably its unit (kWh or MWh) is wrong all along, or the floor area is."
    )
    remedy = N_("Compare one month with the invoice; correct the unit in the file, or the area in the portfolio.")
    return [
        Finding(
            "energy.outlier.sisters_1000",
            Severity.ERROR,
            text,
            {
                "meter": row["meter"],
                "asset": row["asset_code"],
                "level": float(f"{row['kwh_per_m2']:.3g}"),
                "ratio": float(f"{row['ratio']:.3g}"),
                "sisters": row["sisters"],
            },
            remedy=remedy,
        )
        for row in odd.iter_rows(named=True)
    ]


def check_volume_doubles(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Two meters of one site of which one is the other times a calorific value, month after month."""
    months = (
        inputs.months.counted.filter(pl.col("flow") == "offtake", pl.col("consumption_kwh") > 0)
        .group_by("meter", "carrier", "year", "month")
        .agg(pl.col("consumption_kwh").sum())
        .join(inputs.links.select("meter", "asset_code").unique(), on="meter")
    )
    pairs = (
        months.join(months, on=["asset_code", "year", "month"], suffix="_other")
        .filter(
            pl.col("meter") != pl.col("meter_other"),
            (pl.col("carrier") == "natural_gas") | (pl.col("carrier_other") == "natural_gas"),
        )
        .with_columns(ratio=pl.col("consumption_kwh") / pl.col("consumption_kwh_other"))
        .group_by("asset_code", "meter", "meter_other")
        .agg(pl.len().alias("months"), pl.col("ratio").median(), spread=pl.col("ratio").std() / pl.col("ratio").mean())
        .filter(
            pl.col("months") >= _MONTHS_ENOUGH, pl.col("ratio").is_between(*_KWH_PER_M3), pl.col("spread") < _STEADY
        )
        .sort("asset_code", "meter")
    )
    text = N_(
        "Meters {meter} and {other} of {asset}: in {months} months the first is {ratio} times the second. Probably it "
        "is the same gas, once in kWh and once in m³ taken as kWh."
    )
    remedy = N_("Keep the one in kWh; end the other in the register of meters or take its load back.")
    return [
        Finding(
            "energy.meter.m3_double",
            Severity.WARNING,
            text,
            {"meter": meter, "other": other, "asset": asset, "months": count, "ratio": round(ratio, 2)},
            remedy=remedy,
        )
        for asset, meter, other, count, ratio, _spread in pairs.iter_rows()
    ]
