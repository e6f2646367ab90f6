"""The section on weather: what the year would have used in a normal year, beside what it did use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import carriers
from energie.model_tables import degree_day_table, model_table, savings_table
from energie.spreading import HEATING_CARRIERS
from energie.targets import energy_targets
from energie.weather import OWN_SERIES, YearWeather, temperature_gap_findings, weather_findings
from energie.wording import note_of, pct, subject, thousand, unit_of
from energie.workings import (
    corrected_emissions_of,
    corrected_trajectories_of,
    emissions_of,
    trajectories_of,
    weather_of,
)
from kern.language import N_, _, show_number
from kern.report import Chart, Column, Figure, Section, Table
from kern.trajectory import compute_path

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.trajectories import Trajectory
    from kern.report import Block

KEY = "energie.weer"
SERIES_NAMES = {
    "eq_16_5": N_("Synergrid, equivalent 16.5"),
    "eurostat_15_18_be": N_("Eurostat, Belgium"),
    "raw_15_15_uccle": N_("Uccle 15/15"),
    "raw_16_5": N_("16.5"),
    OWN_SERIES: N_("own temperatures, equivalent 16.5"),
}


def weather(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Raw and weather-corrected energy side by side. Raw is the headline of the report.

    Args:
        inputs: Readings, meters, portfolio and, where loaded, daily temperatures.
        options: Report year, target set, series of degree days.

    Raises:
        FactorMissing: A year with energy has no factor.
    """
    found = weather_of(inputs, options)
    pairs = zip(trajectories_of(inputs, options), corrected_trajectories_of(inputs, options), strict=True)
    pair = next(((raw, corrected) for raw, corrected in pairs if raw.target.boundary is None), None)
    years = sorted(inputs.asset_months.filter(pl.col("year") <= options.report_year)["year"].unique())
    findings = [
        *weather_findings(found, [year for year in years if year >= min(found, default=options.report_year)]),
        *temperature_gap_findings(inputs.day_temperatures, inputs.station),
    ]
    blocks: list[Block] = []
    message = _("Target set {set_id} has no energy target to set the weather against.").format(
        set_id=options.target_set
    )
    if pair is not None:
        raw, corrected = pair
        blocks += [*_figures(raw, corrected, found, options), _chart(raw, corrected), _table(pair, found, options)]
        message = _message(raw, corrected, found, options)
    blocks.append(_heating_table(inputs, options, found))
    if inputs.day_temperatures:
        base = min((target.promise.base_year for target in energy_targets(options)), default=options.report_year - 1)
        base = pair[0].target.promise.base_year if pair is not None else base
        blocks += [
            degree_day_table(inputs, options),
            model_table(inputs, options),
            savings_table(inputs, options, base),
        ]
    return Section(KEY, _("Corrected for weather"), message, blocks, findings)


def _message(raw: Trajectory, corrected: Trajectory, found: dict[int, YearWeather], options: EnergyOptions) -> str:
    year = options.report_year
    weather_year, measured, normal = found.get(year), raw.value(year), corrected.value(year)
    if weather_year is None or measured is None or normal is None:
        return _("The weather of {year} is not known, so nothing is corrected; the raw figure stands.").format(
            year=year
        )
    values = {
        "year": year,
        "pct": show_number(abs(weather_year.index - 1) * 100, 1),
        "raw": show_number(measured / 1000, 0),
        "corrected": show_number(normal / 1000, 0),
    }
    if weather_year.index < 1:
        return _(
            "{year} was {pct} % milder than normal: the {raw} MWh of primary energy would have been {corrected} MWh "
            "in a normal year."
        ).format(**values)
    return _(
        "{year} was {pct} % colder than normal: the {raw} MWh of primary energy would have been {corrected} MWh "
        "in a normal year."
    ).format(**values)


def _note(target_note: str) -> str:
    return (
        target_note
        + " "
        + _(
            "Beside the raw headline: only the heating part of gas, oil, propane, pellets and district heat is "
            "corrected (Synergrid degree days, normal 1991-2020; base load from June to August); electricity is not."
        )
    )


def _figures(
    raw: Trajectory, corrected: Trajectory, found: dict[int, YearWeather], options: EnergyOptions
) -> list[Figure]:
    year, target = options.report_year, raw.target
    key, unit = f"energie.{target.word}.{year}", unit_of(target)
    known = year in found
    return [
        Figure(key, _("{what} in {year}").format(what=subject(target), year=year), thousand(raw.value(year)), unit, 0,
               note_of(target, options)),
        Figure(
            f"{key}.weer",
            _("{what} in {year}, corrected for weather").format(what=subject(target), year=year),
            thousand(corrected.value(year)) if known else None,
            unit,
            0,
            _note(note_of(target, options)),
        ),
    ]  # fmt: skip


def _chart(raw: Trajectory, corrected: Trajectory) -> Chart:
    target, unit = raw.target, unit_of(raw.target)
    measured = {year: value / 1000 for year, value in raw.years.select("year", "value").iter_rows()}
    normal = {year: value / 1000 for year, value in corrected.years.select("year", "value").iter_rows()}
    path: dict[int, float] = {}
    if raw.assessment.base_value is not None:
        span = range(target.promise.base_year, target.promise.target_year + 1)
        path = {y: v / 1000 for y, v in compute_path(raw.assessment.base_value, target.promise, span).items()}

    def draw() -> Any:
        from energie.figures import draw_raw_and_corrected

        return draw_raw_and_corrected(measured, normal, path, unit)

    message = _("{subject}: raw, and as it would have been in a normal year").format(subject=subject(target))
    rows = [
        {"year": year, "raw": measured.get(year), "corrected": normal.get(year), "path": path.get(year)}
        for year in sorted({*measured, *normal})
    ]
    columns = [
        Column("year", _("Year")),
        Column("raw", _("Raw"), unit, 0),
        Column("corrected", _("Corrected"), unit, 0),
        Column("path", _("Path"), unit, 0),
    ]
    return Chart(
        key=f"{KEY}.grafiek",
        message=message,
        alt=_("Line chart: raw and weather-corrected values per year, with the path."),
        draw=draw,
        data=Table(f"{KEY}.grafiek.data", message, columns, rows),
    )


def _table(pair: tuple[Trajectory, Trajectory], found: dict[int, YearWeather], options: EnergyOptions) -> Table:
    raw, corrected = pair
    target, unit = raw.target, unit_of(raw.target)
    rows = []
    for year, value in raw.years.select("year", "value").iter_rows():
        one, normal = found.get(year), corrected.value(year)
        rows.append(
            {
                "key": f"energie.{target.word}.{year}" + (".weer" if normal is not None else ""),
                "year": year,
                "degree_days": one.degree_days if one else None,
                "normal_degree_days": one.normal if one else None,
                "index": one.index if one else None,
                "series": _(SERIES_NAMES.get(one.series, one.series)) if one else None,
                "raw": thousand(value),
                "corrected": thousand(normal),
                "difference_pct": None if normal is None or not value else (normal / value - 1) * 100,
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("year", _("Year")),
        Column("degree_days", _("Degree days"), "", 0),
        Column("normal_degree_days", _("Normal year"), "", 0),
        Column("index", _("Index"), "", 3),
        Column("series", _("Series")),
        Column("raw", _("Raw"), unit, 0),
        Column("corrected", _("Corrected"), unit, 0),
        Column("difference_pct", _("Difference"), "%", 1),
    ]
    title = _("{subject}, raw and corrected").format(subject=subject(target))
    return Table(f"{KEY}.jaren", title, columns, rows, _note(note_of(target, options)))


def _heating_table(inputs: EnergyInputs, options: EnergyOptions, found: dict[int, YearWeather]) -> Table:
    """Heating carriers of the report year: raw and corrected final energy."""
    year = options.report_year

    def sums(frame: pl.DataFrame) -> dict[str, float]:
        kept = frame.filter(pl.col("year") == year, pl.col("carrier").is_in(HEATING_CARRIERS))
        return dict(kept.group_by("carrier").agg(pl.col("consumption_kwh").sum()).iter_rows())

    raw = sums(emissions_of(inputs, options).frame)
    corrected = sums(corrected_emissions_of(inputs, options).frame) if year in found else {}
    rows = [
        {
            "key": f"energie.verbruik.{year}.drager.{code}",
            "carrier": one.name,
            "raw_mwh": thousand(raw[code]),
            "corrected_mwh": thousand(corrected.get(code)),
            "difference_pct": pct(corrected[code] / raw[code] - 1) if corrected.get(code) and raw[code] else None,
        }
        for code, one in carriers().items()
        if code in raw
    ]
    columns = [
        Column("key", _("Key")),
        Column("carrier", _("Energy carrier")),
        Column("raw_mwh", _("Raw"), "MWh", 0),
        Column("corrected_mwh", _("Corrected"), "MWh", 0),
        Column("difference_pct", _("Difference"), "%", 1),
    ]
    return Table(f"{KEY}.dragers", _("Heating carriers in {year}").format(year=year), columns, rows)
