"""Tables beside a trajectory: other ways to count, the assets that matter most, and every target set at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.options import Per
from energie.portfolio_views import VIEW_NAMES, VIEW_RULES, View
from energie.targets import EnergyTarget, target_sets, targets_of_sets
from energie.trajectories import in_scope, missing_name
from energie.wording import (
    COURSE_NAMES,
    METHOD_NAMES,
    note_of,
    pct,
    shown,
    subject,
    unit_of,
    why_undetermined,
)
from energie.workings import counted_of, trajectory_of
from kern.language import N_, _, show_number
from kern.report import Column, Table
from kern.trajectory import Course

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.trajectories import Trajectory

KEY = "energie.traject"
PER_NAMES = {
    Per.ABSOLUTE: N_("absolute"),
    Per.FLOOR_AREA: N_("per m²"),
    Per.PERSON: N_("per FTE"),
}
PER_RULES = {
    Per.FLOOR_AREA: N_("Buildings whose gross floor area is known; a building counts its area for its days."),
    Per.PERSON: N_("Buildings whose number of people housed is known, today's number in every year."),
}


def other_ways_table(inputs: EnergyInputs, options: EnergyOptions, whole: Trajectory) -> Table:
    """The same promise in the three views of a changing portfolio, per m² and per FTE, each with its rule.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year and choices.
        whole: The trajectory it stands beside.
    """
    target, year = whole.target, options.report_year
    ways = [replace(target, view=view) for view in View]
    if target.assets is None or target.per is Per.ABSOLUTE:
        divided = [per for per in (Per.FLOOR_AREA, Per.PERSON) if per is not target.per]
        ways += [replace(target, per=per, kinds=("building",)) for per in divided]
    rows = []
    for way in ways:
        found = whole if way == target else trajectory_of(inputs, options, way)
        standing, rule = found.assessment, PER_RULES[way.per] if way.per != target.per else VIEW_RULES[way.view]
        text = _(rule)
        filled = counted_of(inputs, options, way).filled_kwh
        if way.view is View.RECALCULATED and filled:
            text += " " + _("{mwh} MWh of before an asset came is estimated from its own later years.").format(
                mwh=show_number(filled / 1000, 0)
            )
        known = found.value(year) is not None
        rows.append(
            {
                **({"key": f"energie.{way.word}.{year}"} if known and options.only_asset is None else {}),
                "way": ", ".join((_(VIEW_NAMES[way.view]), _(PER_NAMES[way.per]))),
                "base": shown(way, standing.base_value),
                "actual": shown(way, found.value(year)),
                "unit": unit_of(way),
                "path": shown(way, standing.path),
                "change_pct": pct(standing.change_share),
                "required_pct": pct(standing.required_per_year_share),
                "course": standing.course.value,
                "rule": text,
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("way", _("Counted")),
        Column("base", str(target.promise.base_year), "", 1),
        Column("actual", str(year), "", 1),
        Column("path", _("Path"), "", 1),
        Column("unit", _("Unit")),
        Column("change_pct", _("Change"), "%", 1),
        Column("required_pct", _("Required"), _("% a year"), 1),
        Column("course", _("Verdict")),
        Column("rule", _("Rule")),
    ]
    title = _("{subject}: other ways to count").format(subject=subject(target))
    note = _("Base year {base}, method {method}. The first line of the section is the headline.").format(
        base=target.promise.base_year, method=_(METHOD_NAMES[target.promise.method])
    )
    return Table(f"{KEY}.{target.word}.telwijzen", title, columns, rows, note)


def asset_gaps(inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget) -> pl.DataFrame:
    """Each asset against its own part of the path: its base-year value times what the path allows.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year and choices.
        target: An absolute target.

    Returns:
        `asset_code`, `name`, `kind`, `base`, `actual`, `missing`, `allowed`, `excess`, in kWh or kg; largest excess
        first. The excesses add up to the gap of the whole (without vehicles).
    """
    counted = counted_of(inputs, options, target)
    rows = in_scope(counted.emissions.frame, counted.assets, target, options)
    promise, value = target.promise, pl.col(target.column)

    def of(year: int, column: pl.Expr) -> pl.Expr:
        return column.filter(pl.col("year") == year).sum()

    return (
        rows.group_by("asset_code", "name", "kind")
        .agg(
            base=of(promise.base_year, value),
            actual=of(options.report_year, value),
            missing=of(options.report_year, pl.col(missing_name(target.column))),
        )
        .with_columns(allowed=pl.col("base") * promise.allowed_share(options.report_year))
        .with_columns(excess=pl.col("actual") - pl.col("allowed"))
        .sort("excess", "asset_code", descending=[True, False])
    )


def asset_table(inputs: EnergyInputs, options: EnergyOptions, whole: Trajectory) -> Table | None:
    """The assets that matter most: furthest above their own part of the path.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year and how many are named.
        whole: The trajectory; an absolute one.
    """
    target, year, unit = whole.target, options.report_year, unit_of(whole.target)
    if target.per is not Per.ABSOLUTE or whole.assessment.base_value is None:
        return None
    gaps = asset_gaps(inputs, options, target)
    total, above = float(gaps["actual"].sum()), float(gaps.filter(pl.col("excess") > 0)["excess"].sum())
    rows, running, as_reported = [], 0.0, target.view is View.AS_REPORTED
    for row in gaps.head(options.top_count).iter_rows(named=True):
        running += max(row["excess"], 0.0)
        rows.append(
            {
                **({"key": f"energie.{target.word}.{year}.{row['asset_code']}"} if as_reported else {}),
                "asset_code": row["asset_code"],
                "name": row["name"],
                "base": shown(target, row["base"]),
                "actual": shown(target, row["actual"]),
                "allowed": shown(target, row["allowed"]),
                "excess": shown(target, row["excess"]),
                "of_total_pct": pct(row["actual"] / total) if total else None,
                "running_pct": pct(running / above) if above else None,
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("base", str(target.promise.base_year), unit, 0),
        Column("actual", str(year), unit, 0),
        Column("allowed", _("Own part of the path"), unit, 0),
        Column("excess", _("Above it"), unit, 0),
        Column("of_total_pct", _("Of the total"), "%", 1),
        Column("running_pct", _("Of all excess, added up"), "%", 0),
    ]
    title = _("{subject}: the {count} assets that matter most").format(
        subject=subject(target), count=min(options.top_count, gaps.height)
    )
    note = f"{note_of(target, options)} " + _(
        "Own part of the path: the asset's base year times what the path allows the whole. Taken over all assets, what "
        "lies above and below it is the gap. Show more with --top."
    )
    return Table(f"{KEY}.{target.word}.objecten", title, columns, rows, note)


def sets_table(inputs: EnergyInputs, options: EnergyOptions) -> Table:
    """Every target of every set: where it stands, or why it cannot be judged here.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year; method, base year, boundary, view and division asked for.
    """
    rows: list[dict[str, Any]] = []
    for row, target in targets_of_sets(options, target_sets()):
        about: dict[str, Any] = {"set": row["set_id"], "target": row["target_id"], "certainty": row["certainty"]}
        if not isinstance(target, EnergyTarget):
            rows.append({**about, "what": None, "course": None, "why": _(target)})
            continue
        found = trajectory_of(inputs, options, target)
        standing, promise = found.assessment, target.promise
        unknown = standing.course is Course.UNDETERMINED
        rows.append(
            {
                **about,
                "what": subject(target),
                "base_year": str(promise.base_year),
                "end": f"−{show_number(promise.end_share * 100)} % ({promise.target_year})",
                "method": _(METHOD_NAMES[promise.method]),
                "base": shown(target, standing.base_value),
                "actual": shown(target, found.value(options.report_year)),
                "path": shown(target, standing.path),
                "unit": unit_of(target),
                "required_pct": pct(standing.required_per_year_share),
                "course": standing.course.value,
                "at_target": _(COURSE_NAMES[standing.course_at_target]),
                "why": why_undetermined(found, options) if unknown else "",
            }
        )
    columns = [
        Column("set", _("Set")),
        Column("target", _("Target")),
        Column("what", _("Counted")),
        Column("base_year", _("Base year")),
        Column("end", _("Promise")),
        Column("method", _("Method")),
        Column("base", _("Base"), "", 1),
        Column("actual", str(options.report_year), "", 1),
        Column("path", _("Path"), "", 1),
        Column("unit", _("Unit")),
        Column("required_pct", _("Required"), _("% a year"), 1),
        Column("course", _("Verdict")),
        Column("at_target", _("If the trend goes on")),
        Column("certainty", _("Certainty of the text")),
        Column("why", _("Why not")),
    ]
    return Table(f"{KEY}.sets", _("Every target set in {year}").format(year=options.report_year), columns, rows)
