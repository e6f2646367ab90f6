"""The section on measures: what was done, what is decided, and the cheapest possible ones that close the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from energie.measures import REASONS, Candidate, Plan, candidates, make_plan, plan_targets
from energie.wording import subject, thousand, unit_of
from energie.workings import trajectory_of
from kern.findings import Finding, Severity
from kern.language import N_, _, show_number
from kern.report import Chart, Column, Figure, Section, Table
from kern.trajectory import compute_path

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.targets import EnergyTarget
    from kern.report import Block

KEY = "energie.maatregelen"
STATUS_NAMES = {"done": N_("done"), "decided": N_("decided"), "possible": N_("possible")}


def measures(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """The measures that close the gap, year by year.

    Args:
        inputs: Readings, meters, portfolio and the register of measures.
        options: Report year, target set, budget a year.

    Raises:
        FactorMissing: A year with energy has no factor.
    """
    title = _("Measures that close the gap")
    if inputs.measures.is_empty():
        return Section(
            KEY,
            title,
            _("There is no register of measures. Load one with the columns Maatregelcode, Objectcode, Energiedrager, "
              "Besparing (kWh) and Status."),
            [],
        )  # fmt: skip
    plan = make_plan(inputs, options, options.budget_eur)
    blocks: list[Block] = [*_figures(plan, options)]
    if plan.targets:
        blocks += [_chart(inputs, options, plan, plan.targets[0]), _year_table(inputs, options, plan)]
    blocks += [_chosen_table(plan), _left_table(plan), _done_table(inputs, options, plan)]
    return Section(KEY, title, _message(plan), blocks, _findings(plan, options))


def _message(plan: Plan) -> str:
    if not plan.targets:
        return _("No target of the set lies ahead, so there is no gap to close.")
    taken = sum(1 for candidate, _year in plan.chosen if candidate.status == "possible")
    values = {"count": taken, "cost": show_number(plan.cost_eur / 1e6, 1), "year": plan.targets[0].promise.target_year}
    if not any(amount > 0 for amount in plan.short.values()):
        return _("What is decided closes the gaps of {year}; no other measure is needed.").format(**values)
    if not plan.still_short:
        return _("{count} possible measures for {cost} million euro close the gaps of {year}.").format(**values)
    words = {target.word: target for target in plan.targets}
    short = "; ".join(
        f"{show_number(amount / 1000, 0)} {unit_of(words[word])}" for word, amount in plan.still_short.items()
    )
    return _(
        "The gaps of {year} cannot be closed with the measures of the register: with {count} of them for {cost} "
        "million euro {short} a year is still short."
    ).format(**values, short=short)


def _figures(plan: Plan, options: EnergyOptions) -> list[Figure]:
    found = []
    for target in plan.targets:
        year, unit = target.promise.target_year, unit_of(target)
        key = f"{KEY}.{target.word}.{year}"
        note = _("{subject}; set {set}. The report year's value goes on but for measures.").format(
            subject=subject(target), set=target.set_id
        )
        if target.word in plan.short:
            found += [
                Figure(f"{key}.tekort", _("To be saved by {year}, decided measures taken off").format(year=year),
                       thousand(plan.short[target.word]), unit, 0, note),
                Figure(f"{key}.besparing", _("Saved by the plan, decided measures included"),
                       thousand(plan.gain(target.word)), unit, 0, note),
            ]  # fmt: skip
    budget = (
        _("Budget {budget} euro a year.").format(budget=show_number(options.budget_eur, 0))
        if options.budget_eur is not None
        else _("No budget limit.")
    )
    return [
        *found,
        Figure(f"{KEY}.kost", _("Investment of the plan"), plan.cost_eur, "EUR", 0, budget),
        *(
            [Figure(f"{KEY}.ondergrens", _("No plan that closes the gaps costs less than"), plan.bound_eur, "EUR", 0,
                    _("Proven by the solver (HiGHS)."))]
            if plan.bound_eur is not None
            else []
        ),
    ]  # fmt: skip


def _expected(inputs: EnergyInputs, options: EnergyOptions, plan: Plan, target: EnergyTarget) -> dict[int, float]:
    actual = trajectory_of(inputs, options, target).assessment.actual
    years = range(options.report_year, target.promise.target_year + 1)
    return {} if actual is None else {year: actual - plan.gain(target.word, year - 1) for year in years}


def _year_table(inputs: EnergyInputs, options: EnergyOptions, plan: Plan) -> Table:
    rows: list[dict[str, Any]] = []
    last = max(target.promise.target_year for target in plan.targets)
    for year in range(options.report_year + 1, last + 1):
        done = [candidate for candidate, when in plan.chosen if when == year]
        row: dict[str, Any] = {
            "year": year,
            "count": len(done),
            "cost_eur": sum(c.cost_eur or 0.0 for c in done if c.status == "possible"),
        }
        for target in plan.targets:
            expected = _expected(inputs, options, plan, target).get(year)
            base = trajectory_of(inputs, options, target).assessment.base_value
            row[f"{target.word}.value"] = thousand(expected)
            row[f"{target.word}.path"] = None if base is None else base * target.promise.allowed_share(year) / 1000
        rows.append(row)
    columns = [
        Column("year", _("Year")),
        Column("count", _("Measures"), "", 0),
        Column("cost_eur", _("Investment"), "EUR", 0),
    ]
    for target in plan.targets:
        unit = unit_of(target)
        columns += [
            Column(f"{target.word}.value", _("Expected"), unit, 0),
            Column(f"{target.word}.path", _("Path"), unit, 0),
        ]
    note = (
        _("A measure counts in full from the year after it is done.")
        + " "
        + "; ".join(f"{unit_of(target)}: {subject(target)}" for target in plan.targets)
    )
    return Table(f"{KEY}.jaren", _("The plan, year by year"), columns, rows, note)


def _gain_columns(plan: Plan) -> list[Column]:
    return [
        Column(f"gain.{target.word}", _("Saves {what}").format(what=unit_of(target)), "", 1) for target in plan.targets
    ]


def _row(candidate: Candidate, plan: Plan) -> dict[str, Any]:
    lead = plan.targets[0].word if plan.targets else ""
    saved = candidate.gains.get(lead, 0.0)
    return {
        "code": candidate.code,
        "asset_code": candidate.asset_code,
        "name": candidate.name,
        "status": _(STATUS_NAMES[candidate.status]),
        "cost_eur": candidate.cost_eur,
        **{f"gain.{target.word}": thousand(candidate.gains.get(target.word)) for target in plan.targets},
        "eur_per_mwh": candidate.cost_eur / (saved / 1000) if candidate.cost_eur and saved > 0 else None,
    }


def _columns(plan: Plan) -> list[Column]:
    return [
        Column("code", _("Measure")),
        Column("asset_code", _("Asset")),
        Column("name", _("What")),
        Column("status", _("Status")),
        *_gain_columns(plan),
        Column("cost_eur", _("Investment"), "EUR", 0),
        *(
            Column("eur_per_mwh", _("Per {unit} saved a year").format(unit=unit_of(first)), "EUR", 0)
            for first in plan.targets[:1]
        ),
    ]


def _chosen_table(plan: Plan) -> Table:
    rows = [{"year": year, **_row(candidate, plan)} for candidate, year in plan.chosen]
    return Table(f"{KEY}.plan", _("What is done when"), [Column("year", _("Year")), *_columns(plan)], rows)


def _left_table(plan: Plan) -> Table:
    taken = {candidate.group for candidate, _year in plan.chosen if candidate.group}
    rows = [
        {
            **_row(candidate, plan),
            "reason": _(REASONS[candidate.reason])
            if candidate.reason
            else _("an alternative was taken")
            if candidate.group in taken
            else _("not needed, or dearer for what it saves"),
        }
        for candidate in plan.left
    ]
    columns = [*_columns(plan), Column("reason", _("Why not"))]
    return Table(f"{KEY}.niet_gekozen", _("What is left out, and why"), columns, rows)


def _done_table(inputs: EnergyInputs, options: EnergyOptions, plan: Plan) -> Table:
    rows = [
        {"day": candidate.done_on, **_row(candidate, plan)}
        for candidate in candidates(inputs, options, plan_targets(options))
        if candidate.status == "done"
    ]
    rows.sort(key=lambda row: (row["day"], row["code"]))
    note = _("What they should save a year; the explanation of change sets it against what happened.")
    columns = [Column("day", _("Since")), *_columns(plan)]
    return Table(f"{KEY}.uitgevoerd", _("What was done"), columns, rows, note)


def _chart(inputs: EnergyInputs, options: EnergyOptions, plan: Plan, target: EnergyTarget) -> Chart:
    found = trajectory_of(inputs, options, target)
    actual = {year: value / 1000 for year, value in found.years.select("year", "value").iter_rows()}
    expected = {year: value / 1000 for year, value in _expected(inputs, options, plan, target).items()}
    path: dict[int, float] = {}
    if found.assessment.base_value is not None:
        span = range(target.promise.base_year, target.promise.target_year + 1)
        path = {y: v / 1000 for y, v in compute_path(found.assessment.base_value, target.promise, span).items()}
    unit = unit_of(target)

    def draw() -> Any:
        from energie.figures_measures import draw_plan

        return draw_plan(actual, expected, path, unit)

    message = _message(plan)
    rows = [
        {"year": year, "actual": actual.get(year), "expected": expected.get(year), "path": path.get(year)}
        for year in sorted({*actual, *expected, *path})
    ]
    columns = [
        Column("year", _("Year")),
        Column("actual", _("Actual"), unit, 0),
        Column("expected", _("With the plan"), unit, 0),
        Column("path", _("Path"), unit, 0),
    ]
    return Chart(
        f"{KEY}.grafiek",
        message,
        _("Line chart: {subject}, actual and with the plan, against the path.").format(subject=subject(target)),
        draw,
        Table(f"{KEY}.grafiek.data", subject(target), columns, rows),
    )


def _findings(plan: Plan, options: EnergyOptions) -> list[Finding]:
    words = {target.word: target for target in plan.targets}
    found = []
    for word, amount in plan.still_short.items():
        over = [c for c in plan.left if c.reason == "over_budget"]
        remedy = N_("Add measures to the register, or choose a later target.")
        if options.budget_eur is not None:
            remedy = N_("Raise the budget a year (--budget), add measures to the register, or choose a later target.")
        found.append(
            Finding(
                "energy.measures.short",
                Severity.WARNING,
                N_("{subject}: {amount} {unit} a year is not covered by any measure; {over} measures cost more than a "
                   "year's budget."),
                {"subject": subject(words[word]), "amount": round(amount / 1000), "unit": unit_of(words[word]),
                 "over": len(over)},
                remedy=remedy,
            )
        )  # fmt: skip
    wrong = [c.code for c in plan.left if c.reason == "too_much"]
    if wrong:
        found.append(
            Finding(
                "energy.measures.too_much",
                Severity.WARNING,
                N_(
                    "{count} measures would save more than their building uses of the carrier, and are left out: "
                    "{codes}."
                ),
                {"count": len(wrong), "codes": ", ".join(wrong[:8])},
                remedy=N_("Correct the saving or the energy carrier in the register."),
            )
        )
    return found
