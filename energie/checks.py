"""Findings on the loaded energy data: what is missing, double, out of line or without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import left_out_findings
from energie.magnitudes import check_out_of_line, check_sisters, check_volume_doubles
from energie.quality import completeness
from energie.tables import ALWAYS
from energie.unplaced import unplaced_pieces
from energie.vehicle_charging import charging_findings
from energie.wording import subject
from energie.workings import first_year, reported_months, trajectories_of
from kern.findings import Finding, Severity
from kern.language import N_, show_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions


_TWIN_MONTHS = 6
_FULL_MONTH_SHARE = 0.5


def check_gaps(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Months without data per meter and year, from the base year on, in years in which others have data."""
    years = [year for year in inputs.years if first_year(options) <= year <= options.report_year]
    months = pl.concat([completeness(inputs, year) for year in years]) if years else pl.DataFrame()
    if months.is_empty():
        return []
    missing = (
        months.filter(pl.col("coverage_share") < _FULL_MONTH_SHARE)
        .sort("meter", "year", "month", "asset_code")
        .group_by("meter", "year", maintain_order=True)
        .agg(
            pl.col("asset_code").unique(maintain_order=True).str.join(", "),
            pl.col("month").unique(maintain_order=True),
            pl.col("sisters_count").max(),
        )
    )
    return [_gap(*row) for row in missing.iter_rows()]


def _gap(meter: str, year: int, asset: str, months: list[int], sisters: int) -> Finding:
    text = N_("Meter {meter} of {asset} has no data in {year} for month {months}.")
    if sisters:
        text = N_(
            "Meter {meter} of {asset} has no data in {year} for month {months}, while other meters of the asset "
            "have ({sisters})."
        )
    evidence = {"meter": meter, "asset": asset, "year": year, "months": month_ranges(months), "sisters": sisters}
    remedy = N_("Load the missing readings or invoices, or end the meter in the register of meters.")
    return Finding("energy.gap", Severity.WARNING, text, evidence, remedy=remedy)


def month_ranges(months: Sequence[int]) -> str:
    """Months in short.

    >>> month_ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def check_unplaced_meters(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Meters with energy that no asset of the portfolio takes."""
    lost = (
        unplaced_pieces(inputs)
        .filter(pl.col("flow") == "offtake", pl.col("year") <= options.report_year)
        .group_by("meter")
        .agg(pl.col("consumption_kwh").sum())
        .sort("consumption_kwh", "meter", descending=[True, False])
    )
    return [
        Finding(
            "energy.meter.unplaced",
            Severity.WARNING,
            N_("Meter {meter} serves no asset of the portfolio; its {kwh} kWh are in no total."),
            {"meter": meter, "kwh": show_number(kwh, 0)},
            remedy=N_("Add the meter with its asset to the register of meters, or load the asset."),
        )
        for meter, kwh in lost.iter_rows()
    ]


def check_carriers(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Meters whose readings have another carrier than the register says."""
    both = (
        inputs.months.counted.select("meter", "carrier")
        .unique()
        .join(inputs.meters.select(meter="code", registered="carrier"), on="meter")
        .filter(pl.col("carrier") != pl.col("registered"))
        .sort("meter", "carrier")
    )
    return [
        Finding(
            "energy.meter.carrier",
            Severity.ERROR,
            N_("Meter {meter} is {registered} in the register of meters, but its readings are {carrier}."),
            {"meter": meter, "registered": registered, "carrier": found},
            remedy=N_("Correct the register or the file; the readings count as what they say they are."),
        )
        for meter, found, registered in both.iter_rows()
    ]


def check_intervals(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Spikes, stuck values and long runs of zero between the quarters and hours of the report year."""
    sums = (
        inputs.intervals(options.report_year)
        .group_by("meter")
        .agg(pl.col("spike_count", "stuck_count", "zero_count").sum())
        .sort("meter")
    )
    said = (
        ("spike", N_("Meter {meter} has {count} spikes in {year}: far above what it uses otherwise.")),
        ("stuck", N_("Meter {meter} shows the same value for a day or longer, {count} intervals of {year} in all.")),
        ("zero", N_("Meter {meter} shows zero for three days or longer, {count} intervals of {year} in all.")),
    )
    remedy = N_("Check the meter; a gap may have been filled upstream. The values are counted as they are.")
    return [
        Finding(
            f"energy.interval.{name}",
            Severity.WARNING if name == "spike" else Severity.INFO,
            text,
            {"meter": row["meter"], "count": row[f"{name}_count"], "year": options.report_year},
            remedy=remedy,
        )
        for row in sums.iter_rows(named=True)
        for name, text in said
        if row[f"{name}_count"]
    ]


def check_twins(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Two meters of one asset with the same energy month after month: probably one meter under two codes."""
    months = (
        inputs.months.counted.filter(pl.col("flow") == "offtake", pl.col("consumption_kwh") > 0)
        .group_by("meter", "carrier", "year", "month")
        .agg(pl.col("consumption_kwh").sum().round(3))
        .join(inputs.links.select("meter", "asset_code"), on="meter")
    )
    same = ["asset_code", "carrier", "year", "month", "consumption_kwh"]
    twins = (
        months.join(months, on=same, suffix="_other")
        .filter(pl.col("meter") < pl.col("meter_other"))
        .group_by("asset_code", "meter", "meter_other")
        .agg(pl.len().alias("months"))
        .filter(pl.col("months") >= _TWIN_MONTHS)
        .sort("asset_code", "meter", "meter_other")
    )
    return [
        Finding(
            "energy.meter.twins",
            Severity.WARNING,
            N_("Meters {meter} and {other} of {asset} have exactly the same energy in {months} months."),
            {"asset": asset, "meter": meter, "other": other, "months": months_count},
            remedy=N_("If they are one meter, keep one of the two codes; now its energy counts twice."),
        )
        for asset, meter, other, months_count in twins.iter_rows()
    ]


def check_shares(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Allotments whose shares do not add up to one, and allotments that leave a single day open."""
    allotments = inputs.allotments.with_columns(pl.col("valid_from").fill_null(ALWAYS))
    starts = allotments.select("meter", day="valid_from").unique()
    at_once = (
        starts.join(allotments, on="meter")
        .filter(
            pl.col("valid_from") <= pl.col("day"),
            pl.col("valid_until").is_null() | (pl.col("valid_until") > pl.col("day")),
        )
        .group_by("meter", "day")
        .agg(pl.col("share").sum())
        .filter((pl.col("share") - 1).abs() > 1e-6)
        .sort("meter", "day")
    )
    holes = (
        allotments.join(allotments.select("meter", next_from="valid_from"), on="meter")
        .filter(pl.col("next_from") == pl.col("valid_until").dt.offset_by("1d"))
        .join(starts, left_on=["meter", "valid_until"], right_on=["meter", "day"], how="anti")
        .select("meter", "valid_until")
        .unique()
        .sort("meter", "valid_until")
    )
    return [
        *(
            Finding(
                "energy.meter.shares",
                Severity.WARNING,
                N_("The shares of meter {meter} from {day} on add up to {pct} %."),
                {"meter": meter, "day": day, "pct": round(share * 100, 2)},
                remedy=N_("Correct the shares in the register of meters; they should add up to 100 %."),
            )
            for meter, day, share in at_once.iter_rows()
        ),
        *(
            Finding(
                "energy.meter.one_day_hole",
                Severity.WARNING,
                N_("Meter {meter} serves nobody on {day}: one allotment ends that day, the next begins a day later."),
                {"meter": meter, "day": day},
                remedy=N_(
                    "The end is the first day that no longer counts: let it be the day on which the next begins."
                ),
            )
            for meter, day in holes.iter_rows()
        ),
    ]


def check_left_out(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Energy that was not counted because finer readings were, and invoices that overlap."""
    return left_out_findings(inputs.months)


def check_vehicle_charging(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Charging of vehicles that could not be taken off a building meter."""
    return charging_findings(inputs.months.counted, inputs.vehicle_charging, inputs.meters)


def check_derived(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Register readings and tanks: turns to zero, swaps, mistakes, missing levels."""
    return [*inputs.between_readings.findings, *inputs.tanks.derived.findings]


def check_coverage(inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    """Years of a trajectory that are too incomplete to judge."""
    if reported_months(inputs, options).is_empty():
        return []
    findings = []
    for trajectory in trajectories_of(inputs, options):
        coverage = dict(trajectory.years.select("year", "coverage_share").iter_rows())
        findings += [
            Finding(
                "energy.year.thin",
                Severity.WARNING,
                N_("{subject}: only {pct} % of the energy of {year} is known; the year is not judged."),
                {"subject": subject(trajectory.target), "year": year, "pct": round(coverage[year] * 100, 1)},
                remedy=N_("Load what is missing; koers controle lists the gaps."),
            )
            for year in trajectory.thin_years
        ]
    return findings


CHECKS = (
    check_gaps,
    check_unplaced_meters,
    check_carriers,
    check_out_of_line,
    check_sisters,
    check_volume_doubles,
    check_intervals,
    check_twins,
    check_shares,
    check_left_out,
    check_vehicle_charging,
    check_derived,
    check_coverage,
)
