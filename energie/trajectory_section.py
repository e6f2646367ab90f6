"""The section on trajectories: actual, path, gap, what is still required, the trend and the verdict, per target."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.emissions import assumed_factor_findings, unpublished_findings
from energie.options import EVERY_SET, Per
from energie.status_section import status_table
from energie.trajectory_tables import asset_table, other_ways_table, sets_table
from energie.wording import (
    alternatives_in_words,
    decimals_of,
    note_of,
    pct,
    scaled,
    shown,
    standing_in_words,
    subject,
    unit_of,
    why_undetermined,
)
from energie.workings import emissions_of, entity_names, entity_trajectories_of, trajectories_of
from kern.errors import InputWrong
from kern.language import N_, _, show_number
from kern.report import Chart, Column, Figure, Paragraph, Section, Table
from kern.trajectory import Course, compute_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.targets import EnergyTarget
    from energie.trajectories import Trajectory
    from kern.findings import Finding
    from kern.report import Block

KEY = "energie.traject"
_TREND_YEARS = 10
_LAST_DETAILED_YEAR = 2030


def trajectories(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Every target of the set that energy alone can judge.

    Args:
        inputs: Readings, meters and portfolio.
        options: Year, target set, method, base year, boundary, heritage, threshold.

    Raises:
        InputWrong: The target set is not known.
        FactorMissing: A year with energy has no factor.
    """
    if options.target_set == EVERY_SET:
        return _every_set(inputs, options)
    if options.only_asset is not None and inputs.assets.filter(pl.col("asset_code") == options.only_asset).is_empty():
        raise InputWrong(
            N_("Asset {code} is not in the portfolio. Look up its code with: koers vastgoed toon"),
            code=options.only_asset,
        )
    found = trajectories_of(inputs, options)
    names = entity_names(inputs.assets)
    blocks: list[Block] = []
    for trajectory, entities in zip(found, entity_trajectories_of(inputs, options), strict=True):
        blocks.append(Paragraph(standing_in_words(trajectory, options)))
        blocks += trajectory_figures(trajectory, options)
        blocks.append(_chart(trajectory, options))
        blocks += [Paragraph(sentence) for sentence in alternatives_in_words(trajectory)]
        blocks.append(_year_table(trajectory, options))
        if trajectory.target.promise.target_year > _LAST_DETAILED_YEAR:
            continue
        blocks.append(other_ways_table(inputs, options, trajectory))
        if options.only_asset is None:
            assets = asset_table(inputs, options, trajectory)
            blocks += [_entity_table(entities, names, trajectory, options), *([assets] if assets else [])]
    bases = {trajectory.target.promise.base_year for trajectory in found}
    blocks.append(status_table(inputs, {*bases, options.report_year}, KEY, options.only_asset))
    message = " ".join(standing_in_words(trajectory, options) for trajectory in found)
    return Section(
        key=KEY,
        title=_("Energy and CO2 trajectories"),
        message=message
        or _("Target set {set_id} has no target that energy alone can judge.").format(set_id=options.target_set),
        blocks=blocks,
        findings=_findings(found, inputs, options),
    )


def _every_set(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """All sets at once: one table."""
    table = sets_table(inputs, options)
    count = Counter(row["course"] for row in table.rows)
    message = _(
        "Of {judged} targets in all sets, {good} are on course in {year}, {bad} are off course, {unknown} cannot be "
        "determined."
    ).format(
        judged=len(table.rows) - count[None],
        good=count[Course.ON_COURSE.value],
        bad=count[Course.OFF_COURSE.value],
        unknown=count[Course.UNDETERMINED.value],
        year=options.report_year,
    )
    findings = unpublished_findings(emissions_of(inputs, options), options.report_year)
    return Section(KEY, _("Energy and CO2 trajectories"), message, [table], findings)


def _findings(found: Sequence[Trajectory], inputs: EnergyInputs, options: EnergyOptions) -> list[Finding]:
    emissions = emissions_of(inputs, options)
    columns = {trajectory.target.column for trajectory in found}
    years = {options.report_year, *(trajectory.target.promise.base_year for trajectory in found)}
    assumed = assumed_factor_findings(emissions, columns, years)
    return [*unpublished_findings(emissions, options.report_year), *assumed]


def figure_key(target: EnergyTarget, options: EnergyOptions) -> str:
    """The key of a trajectory's value in the report year, of one asset where only that is asked for."""
    key = f"energie.{target.word}.{options.report_year}"
    return key if options.only_asset is None else f"{key}.{options.only_asset}"


def trajectory_figures(trajectory: Trajectory, options: EnergyOptions) -> list[Figure]:
    """The figures of one trajectory; the first carries the verdict."""
    target, standing = trajectory.target, trajectory.assessment
    promise, year = target.promise, options.report_year
    key, unit, note = figure_key(target, options), unit_of(target), note_of(target, options)
    if standing.course is Course.UNDETERMINED:
        note += " " + _("Undetermined: {reason}.").format(reason=why_undetermined(trajectory, options))
    row = trajectory.years.filter(pl.col("year") == year)
    parts = row.row(0, named=True) if row.height else {}
    what = subject(target)

    places = decimals_of(target)

    def figure(suffix: str, label: str, value: float | None, unit: str = unit, decimals: int = places) -> Figure:
        return Figure(f"{key}{suffix}", label, value, unit, decimals, note)

    return [
        Figure(
            key,
            _("{what} in {year}").format(what=what, year=year),
            shown(target, trajectory.value(year)),
            unit,
            places,
            note,
            standing.course.value,
        ),
        figure(".basis", _("Base year {year}").format(year=promise.base_year), shown(target, standing.base_value)),
        figure(".pad", _("Allowed by the path in {year}").format(year=year), shown(target, standing.path)),
        figure(".kloof", _("Gap to the path in {year}").format(year=year), shown(target, standing.gap)),
        figure(
            ".verandering", _("Change since {year}").format(year=promise.base_year), pct(standing.change_share), "%", 1
        ),
        figure(".doel", _("Target in {year}").format(year=promise.target_year), shown(target, standing.target_value)),
        figure(
            ".nodig",
            _("Required every year until {year}").format(year=promise.target_year),
            pct(standing.required_per_year_share),
            _("% a year"),
            1,
        ),
        *_trend_figures(trajectory, options, figure),
        *(
            [
                figure(".gebouwen", _("Of which buildings"), shown(target, parts.get("building_value"))),
                figure(
                    ".infrastructuur",
                    _("Of which technical infrastructure"),
                    shown(target, parts.get("infrastructure_value")),
                ),
            ]
            if len(target.kinds) > 1 and target.per is Per.ABSOLUTE
            else []
        ),
    ]


def _trend_figures(trajectory: Trajectory, options: EnergyOptions, figure: Callable[..., Figure]) -> list[Figure]:
    """The trend in the target year with its band, and the year in which it crosses the path."""
    target, standing = trajectory.target, trajectory.assessment
    year, trend = target.promise.target_year, _trend(trajectory, options)
    if trend is None:
        return []
    crossing = (
        _("Trend leaves the path in") if standing.course is Course.ON_COURSE else _("Trend is back on the path in")
    )
    return [
        figure(".trend", _("Trend in {year}").format(year=year), shown(target, trend)),
        figure(".trend_laag", _("Trend in {year}, low (90 %)").format(year=year), shown(target, standing.trend_low)),
        figure(".trend_hoog", _("Trend in {year}, high (90 %)").format(year=year), shown(target, standing.trend_high)),
        *([figure(".kruising", crossing, float(cross), "", 0)] if (cross := standing.crossing_year) else []),
    ]


def _trend(trajectory: Trajectory, options: EnergyOptions) -> float | None:
    """The trend in the target year; none so far ahead that a straight line says nothing."""
    far = trajectory.target.promise.target_year - options.report_year > _TREND_YEARS
    return None if far else trajectory.assessment.trend_target_year


def _chart(trajectory: Trajectory, options: EnergyOptions) -> Chart:
    target, standing = trajectory.target, trajectory.assessment
    promise, unit = target.promise, unit_of(target)
    known = trajectory.years.filter(pl.col("coverage_share") > 0)
    actual = scaled(target, dict(known.select("year", "value").iter_rows()))
    path: dict[int, float] = {}
    if standing.base_value is not None:
        years = range(promise.base_year, promise.target_year + 1)
        path = scaled(target, compute_path(standing.base_value, promise, years))
    trend: dict[int, float] = {}
    band: dict[int, float] = {}
    end = _trend(trajectory, options)
    if end is not None and options.report_year < promise.target_year and standing.actual:
        trend = scaled(target, {options.report_year: standing.actual, promise.target_year: end})
        # Two bounds, by place and not by year.
        band = scaled(target, {0: standing.trend_low or 0.0, 1: standing.trend_high or 0.0})

    def draw() -> Any:
        from energie.figures import draw_trajectory

        return draw_trajectory(actual, path, trend, unit, trajectory.thin_years, tuple(band.values()))

    rows = [
        {"year": year, "actual": actual.get(year), "path": path.get(year), "trend": trend.get(year)}
        for year in sorted({*actual, *path})
    ]
    columns = [
        Column("year", _("Year")),
        Column("actual", _("Actual"), unit, decimals_of(target)),
        Column("path", _("Path"), unit, decimals_of(target)),
        Column("trend", _("Trend"), unit, decimals_of(target)),
    ]
    message = standing_in_words(trajectory, options)
    return Chart(
        key=f"{KEY}.{target.word}.grafiek",
        message=message,
        alt=_("Line chart: {subject}, actual values against the path from {base} to {target}. {message}").format(
            subject=subject(target), base=promise.base_year, target=promise.target_year, message=message
        ),
        draw=draw,
        data=Table(f"{KEY}.{target.word}.grafiek.data", subject(target), columns, rows),
    )


def _year_table(trajectory: Trajectory, options: EnergyOptions) -> Table:
    target, unit = trajectory.target, unit_of(trajectory.target)
    rows = []
    for row in trajectory.years.iter_rows(named=True):
        value, path = row["value"], row["path_value"]
        thin = row["year"] in trajectory.thin_years
        rows.append(
            {
                "key": figure_key(target, replace(options, report_year=row["year"], base_year=None)),
                "year": row["year"],
                "actual": shown(target, value),
                "path": shown(target, path),
                "gap": None if path is None or thin else shown(target, value - path),
                "coverage_pct": pct(row["coverage_share"]),
                "buildings": shown(target, row["building_value"]),
                "infrastructure": shown(target, row["infrastructure_value"]),
                "course": _course(value, path, thin).value,
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("year", _("Year")),
        Column("actual", _("Actual"), unit, decimals_of(target)),
        Column("path", _("Path"), unit, decimals_of(target)),
        Column("gap", _("Gap"), unit, decimals_of(target)),
        Column("coverage_pct", _("Coverage"), "%", 1),
        *(
            [
                Column("buildings", _("Buildings"), unit, decimals_of(target)),
                Column("infrastructure", _("Technical infrastructure"), unit, decimals_of(target)),
            ]
            if len(target.kinds) > 1
            else []
        ),
        Column("course", _("Verdict")),
    ]
    threshold = show_number(options.minimum_coverage_share * 100)
    note = (
        note_of(target, options)
        + " "
        + _("A year with less than {pct} % coverage is not judged.").format(pct=threshold)
    )
    return Table(
        f"{KEY}.{target.word}", _("{subject}, year by year").format(subject=subject(target)), columns, rows, note
    )


def _course(value: float, path: float | None, thin: bool) -> Course:
    if path is None or thin:
        return Course.UNDETERMINED
    return Course.ON_COURSE if value <= path * (1 + 1e-9) + 1e-9 else Course.OFF_COURSE


def _entity_table(
    entities: Mapping[str, Trajectory], names: Mapping[str, str], whole: Trajectory, options: EnergyOptions
) -> Table:
    target, unit, year = whole.target, unit_of(whole.target), options.report_year
    rows = []
    for code, trajectory in entities.items():
        standing = trajectory.assessment
        rows.append(
            {
                "key": f"energie.{target.word}.{year}.entiteit.{code}",
                "entity": names.get(code, code),
                "base": shown(target, standing.base_value),
                "actual": shown(target, trajectory.value(year)),
                "path": shown(target, standing.path),
                "gap": shown(target, standing.gap),
                "change_pct": pct(standing.change_share),
                "coverage_pct": pct(_least_coverage(trajectory, options)),
                "course": standing.course.value,
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("entity", _("Entity")),
        Column("base", str(target.promise.base_year), unit, decimals_of(target)),
        Column("actual", str(year), unit, decimals_of(target)),
        Column("path", _("Path"), unit, decimals_of(target)),
        Column("gap", _("Gap"), unit, decimals_of(target)),
        Column("change_pct", _("Change"), "%", 1),
        Column("coverage_pct", _("Least coverage"), "%", 1),
        Column("course", _("Verdict")),
    ]
    title = _("{subject}, by entity").format(subject=subject(target))
    note = f"{note_of(target, options)} " + _(
        "By the entity that managed the asset on the day. Least coverage: the lower one of base and report year; below "
        "{pct} % the entity is not judged."
    ).format(pct=show_number(options.minimum_coverage_share * 100))
    return Table(f"{KEY}.{target.word}.entiteiten", title, columns, rows, note)


def _least_coverage(trajectory: Trajectory, options: EnergyOptions) -> float | None:
    """The coverage of base and report year, whichever is lower; zero where a year has no data."""
    coverage = dict(trajectory.years.select("year", "coverage_share").iter_rows())
    years = (trajectory.target.promise.base_year, options.report_year)
    return min((coverage.get(year, 0.0) for year in years), default=None)
