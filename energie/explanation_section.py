"""The section that explains the change: a waterfall from base year to report year, year on year, and per asset."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.explanation import CAUSES
from energie.options import Per
from energie.portfolio_views import View
from energie.targets import energy_targets
from energie.weather import weather_findings
from energie.wording import note_of, subject, unit_of
from energie.workings import Explained, emissions_of, explain_of, weather_of
from kern.language import N_, _, show_number
from kern.report import Chart, Column, Section, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.restatement import Published
    from energie.targets import EnergyTarget
    from kern.report import Block

KEY = "energie.verklaring"
CAUSE_NAMES = {
    "weather": N_("weather"),
    "portfolio": N_("portfolio"),
    "activity": N_("area or people"),
    "fuel_switch": N_("fuel switch"),
    "measures": N_("own measures"),
    "grid_factor": N_("grid factor"),
    "restatement": N_("restatement"),
    "coverage": N_("missing data"),
    "unexplained": N_("unexplained"),
}
CAUSE_TEXTS = {
    "weather": N_("A year milder or colder than the other, on the heating part."),
    "portfolio": N_("Assets that came or went, by their days in the portfolio."),
    "activity": N_("More or less floor area or people, where their history is known."),
    "fuel_switch": N_("What one energy carrier took over from another, from a tenth of the asset's energy on."),
    "grid_factor": N_("Another factor per kWh in another year of the same series, such as a cleaner grid."),
    "restatement": N_("Another set of factors from a year on, or a base year that was published as another value."),
    "coverage": N_("Less or more of the year's energy is known."),
    "measures": N_("What the registered measures should save."),
    "unexplained": N_("The rest: use of the buildings, habits, measures that are not registered."),
}


def explanation(inputs: EnergyInputs, options: EnergyOptions, published: Published | None = None) -> Section:
    """Why energy and CO2 changed since the base year.

    Args:
        inputs: Readings, meters, portfolio, measures and activity.
        options: Report year, target set, factor sets, degree days.
        published: A publication whose base year the explanation starts from; None starts from today's.

    Raises:
        FactorMissing: A year with energy has no factor.
    """
    options = replace(options, view=View.AS_REPORTED, per=Per.ABSOLUTE)
    known = set(emissions_of(inputs, options).frame["year"])
    blocks: list[Block] = []
    messages = []
    for target in _targets(options):
        base, year = target.promise.base_year, options.report_year
        if not {base, year} <= known or base >= year:
            messages.append(
                _("{subject}: the change since {base} cannot be explained, for a year has no data.").format(
                    subject=subject(target), base=base
                )
            )
            continue
        whole = explain_of(inputs, options, target, base, year, _first_of(published, target))
        messages.append(_message(whole, target))
        blocks += [
            _chart(whole, target),
            _cause_table(whole, target, options),
            _year_table(inputs, options, target, sorted(y for y in known if base <= y <= year)),
            _asset_table(whole, target, options),
        ]
    findings = weather_findings(weather_of(inputs, options), sorted(known))
    return Section(KEY, _("Why it changed"), " ".join(messages), blocks, findings)


def _targets(options: EnergyOptions) -> list[EnergyTarget]:
    """One target per metric: the first of the set."""
    found: dict[str, EnergyTarget] = {}
    for target in energy_targets(options):
        # What is divided by floor area or adds the fleet is explained as the buildings' own total.
        plain = replace(target, per=Per.ABSOLUTE, is_part=True)
        found.setdefault(target.column, plain)
    return list(found.values())


def _first_of(published: Published | None, target: EnergyTarget) -> dict[str, float] | None:
    if published is None:
        return None
    of_base = published.parts.filter(pl.col("metric") == target.word, pl.col("year") == target.promise.base_year)
    if of_base.is_empty():
        return None
    return dict(of_base.group_by("asset_code").agg(pl.col("value").sum()).iter_rows())


def _message(whole: Explained, target: EnergyTarget) -> str:
    change = whole.total("second") - whole.total("first")
    effects = {cause: whole.total(cause) for cause in CAUSES if cause != "unexplained"}
    largest = max(effects, key=lambda cause: abs(effects[cause]))
    text = (
        _("{subject} fell by {change} {unit} from {first} to {second}; largest cause: {cause}, {effect} {unit}.")
        if change < 0
        else _("{subject} rose by {change} {unit} from {first} to {second}; largest cause: {cause}, {effect} {unit}.")
    )
    return text.format(
        subject=subject(target),
        change=show_number(abs(change) / 1000, 0),
        unit=unit_of(target),
        first=whole.first_year,
        second=whole.second_year,
        cause=_(CAUSE_NAMES[largest]),
        effect=show_number(effects[largest] / 1000, 0),
    )


def _chart(whole: Explained, target: EnergyTarget) -> Chart:
    unit = unit_of(target)
    steps = [(_(CAUSE_NAMES[cause]), whole.total(cause) / 1000) for cause in CAUSES if abs(whole.total(cause)) >= 0.5]
    first = (str(whole.first_year), whole.total("first") / 1000)
    last = (str(whole.second_year), whole.total("second") / 1000)

    def draw() -> Any:
        from energie.figures import draw_waterfall

        return draw_waterfall(steps, first, last, unit)

    rows = [{"step": label, "value": value} for label, value in (first, *steps, last)]
    message = _message(whole, target)
    return Chart(
        key=f"{KEY}.{target.word}.grafiek",
        message=message,
        alt=_("Waterfall from {first} to {second} with a step per cause. {message}").format(
            first=whole.first_year, second=whole.second_year, message=message
        ),
        draw=draw,
        data=Table(
            f"{KEY}.{target.word}.grafiek.data",
            message,
            [Column("step", _("Step")), Column("value", _("Value"), unit, 0)],
            rows,
        ),
    )


def method_note() -> str:
    """How the parts are made, behind every table."""
    return _(
        "Shapley values: each cause's effect averaged over all orders in which the causes can follow each other; the "
        "parts add up to the difference exactly, for each asset and for the portfolio."
    )


def _cause_table(whole: Explained, target: EnergyTarget, options: EnergyOptions) -> Table:
    unit, base = unit_of(target), whole.total("first")
    rows = [
        {
            "key": f"energie.{target.word}.{whole.second_year}.oorzaak.{cause}",
            "cause": _(CAUSE_NAMES[cause]),
            "effect": whole.total(cause) / 1000,
            "effect_pct": whole.total(cause) / base * 100 if base else None,
            "meaning": _(CAUSE_TEXTS[cause]),
        }
        for cause in CAUSES
    ]
    change = whole.total("second") - base
    rows.append(
        {
            "key": f"energie.{target.word}.{whole.second_year}.verandering",
            "cause": _("together"),
            "effect": change / 1000,
            "effect_pct": change / base * 100 if base else None,
            "meaning": _("The change of the value since the base year."),
        }
    )
    columns = [
        Column("key", _("Key")),
        Column("cause", _("Cause")),
        Column("effect", _("Effect"), unit, 0),
        Column("effect_pct", _("Of the base year"), "%", 1),
        Column("meaning", _("What it is")),
    ]
    title = _("{subject}: from {first} to {second}").format(
        subject=subject(target), first=whole.first_year, second=whole.second_year
    )
    return Table(f"{KEY}.{target.word}", title, columns, rows, f"{note_of(target, options)} {method_note()}")


def _effect_columns(unit: str) -> list[Column]:
    return [
        *(Column(cause, _(CAUSE_NAMES[cause]).capitalize(), unit, 0) for cause in CAUSES),
        Column("change", _("Together"), unit, 0),
    ]


def _year_table(inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget, years: list[int]) -> Table:
    rows = []
    for first, second in pairwise(years):
        step = explain_of(inputs, options, target, first, second)
        effects = {cause: step.total(cause) / 1000 for cause in CAUSES}
        change = (step.total("second") - step.total("first")) / 1000
        rows.append({"years": f"{first} – {second}", **effects, "change": change})
    columns = [Column("years", _("From – to")), *_effect_columns(unit_of(target))]
    title = _("{subject}: from year to year").format(subject=subject(target))
    return Table(f"{KEY}.{target.word}.jaren", title, columns, rows, method_note())


def _asset_table(whole: Explained, target: EnergyTarget, options: EnergyOptions) -> Table:
    change = (pl.col("second") - pl.col("first")).alias("change")
    ordered = whole.assets.with_columns(change).sort(pl.col("change").abs(), "asset_code", descending=[True, False])
    shown, rest = ordered.head(options.top_count), ordered.slice(options.top_count)
    rows = [
        {
            "key": f"energie.{target.word}.{whole.second_year}.{row['asset_code']}",
            "asset_code": row["asset_code"],
            "name": row["name"],
            **{cause: row[cause] / 1000 for cause in (*CAUSES, "change")},
        }
        for row in shown.iter_rows(named=True)
    ]
    if rest.height:
        rows.append(
            {
                "asset_code": "",
                "name": _("{count} other assets").format(count=rest.height),
                **{cause: float(rest[cause].sum()) / 1000 for cause in (*CAUSES, "change")},
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        *_effect_columns(unit_of(target)),
    ]
    title = _("The assets whose {subject} changed most since {first}").format(
        subject=_("primary energy") if target.boundary is None else _("CO2"), first=whole.first_year
    )
    return Table(f"{KEY}.{target.word}.objecten", title, columns, rows, method_note())
