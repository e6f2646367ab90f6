"""Which measures close the gap: hard rules with a reason first, then the cheapest set by a solver, with its bound.

The gap is that of the report year's value to the target in its target year, for every absolute target of the set at
once; nothing else is assumed to change. Decided measures come off first. Of the possible ones, at most one of a group
of alternatives is taken, and on one asset and carrier they never save more together than is used; the sum of savings
must reach what is short, in primary energy and in CO2 together, at the least investment. With a budget a year, the
years up to the target year hold no more than that each.

Savings are final energy times the asset's own mean factor of the report year, so that a green contract or a heat
network's factor counts. Where not even every measure together suffices, the plan takes what brings most and says how
much is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from energie.options import Per
from energie.targets import EnergyTarget, counts, energy_targets
from energie.workings import emissions_of, trajectory_of
from kern.language import N_

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

TOO_LATE, NOT_COUNTED, TOO_MUCH, NO_COST, OVER_BUDGET, LEAVING, NO_GAIN = (
    "too_late", "not_counted", "too_much", "no_cost", "over_budget", "leaving", "no_gain",
)  # fmt: skip
REASONS = {
    TOO_LATE: N_("does not save yet in the target year"),
    NOT_COUNTED: N_("no target counts this asset"),
    TOO_MUCH: N_("would save more than the asset uses of this carrier"),
    NO_COST: N_("its investment is not known"),
    OVER_BUDGET: N_("costs more than the budget of a year"),
    LEAVING: N_("the asset leaves the portfolio before the target year"),
    NO_GAIN: N_("saves neither primary energy nor CO2"),
}
SECONDS = 20.0


@dataclass(frozen=True)
class Candidate:
    """A measure with what it brings per target.

    Args:
        code: Its code.
        asset_code: Its asset.
        name: What it is.
        status: done, decided or possible.
        done_on: Day from which it saves, as text; empty when not known.
        cost_eur: Investment; None when not known.
        group: Of measures with the same word at most one is taken; empty stands alone.
        kwh: Final energy saved a year.
        gains: Target's word -> saved a year, kWh primary or kg CO2.
        by_carrier: Carrier -> final energy saved a year.
        reason: Code of REASONS that keeps it out of the choice; empty when it may be chosen.
    """

    code: str
    asset_code: str
    name: str
    status: str
    done_on: str
    cost_eur: float | None
    group: str
    kwh: float
    gains: Mapping[str, float]
    by_carrier: Mapping[str, float] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """The measures that close the gap.

    Args:
        targets: The targets, in order.
        short: Target's word -> what must be saved by the target year, decided measures taken off.
        chosen: Measure and the year in which it is done.
        left: Candidates not chosen.
        cost_eur: Investment of the chosen ones.
        bound_eur: No set that closes the gaps costs less; None when they cannot be closed.
        still_short: Target's word -> what is still short with the plan.
    """

    targets: Sequence[EnergyTarget]
    short: Mapping[str, float]
    chosen: Sequence[tuple[Candidate, int]]
    left: Sequence[Candidate]
    cost_eur: float
    bound_eur: float | None
    still_short: Mapping[str, float] = field(default_factory=dict)

    def gain(self, word: str, until: int | None = None) -> float:
        """What the chosen measures save a year, those done up to a year where asked."""
        return sum(c.gains.get(word, 0.0) for c, year in self.chosen if until is None or year <= until)


def plan_targets(options: EnergyOptions) -> list[EnergyTarget]:
    """The absolute targets that end first, one per metric: those a plan must meet."""
    found: dict[str, EnergyTarget] = {}
    for target in energy_targets(options):
        if target.per is Per.ABSOLUTE and target.promise.target_year > options.report_year:
            known = found.get(target.column)
            if known is None or target.promise.target_year < known.promise.target_year:
                found[target.column] = target
    return list(found.values())


def candidates(inputs: EnergyInputs, options: EnergyOptions, targets: Sequence[EnergyTarget]) -> list[Candidate]:
    """Every measure with what it brings and what rules it out.

    Args:
        inputs: Portfolio and measures.
        options: Report year, factors.
        targets: What the plan must meet.
    """
    frame = emissions_of(inputs, options).frame.filter(pl.col("year") == options.report_year)
    used = {(a, c): kwh for a, c, kwh in frame.select("asset_code", "carrier", "consumption_kwh").iter_rows()}
    columns = list(dict.fromkeys(target.column for target in targets))
    values = {
        (row["asset_code"], row["carrier"]): row for row in frame.select("asset_code", "carrier", *columns).to_dicts()
    }
    totals = frame.group_by("carrier").agg(pl.col("consumption_kwh", *columns).sum())
    by_carrier = {row["carrier"]: row for row in totals.to_dicts()}
    counted = {t.word: set(inputs.assets.filter(counts(t, options))["asset_code"]) for t in targets}
    until = dict(inputs.assets.select("asset_code", "valid_until").iter_rows())
    last = max((t.promise.target_year for t in targets), default=options.report_year)
    found = []
    for (code,), rows in sorted(inputs.measures.filter(pl.col("code").is_not_null()).group_by("code")):
        parts = rows.sort("carrier").to_dicts()
        asset, status = parts[0]["asset_code"], parts[0]["status"] or "done"
        gains = {
            t.word: sum(
                p["saving_kwh"] * _factor(t.column, asset, p["carrier"], used, values, by_carrier) for p in parts
            )
            for t in targets
            if asset in counted[t.word]
        }
        days = [p["done_on"] for p in parts if p["done_on"]]
        costs = [p["cost_eur"] for p in parts if p["cost_eur"] is not None]
        reason = ""
        if not gains:
            reason = NOT_COUNTED
        elif until.get(asset) is not None and until[asset].year <= last:
            reason = LEAVING
        elif days and min(days).year >= last:
            reason = TOO_LATE
        elif status != "done" and any(p["saving_kwh"] > used.get((asset, p["carrier"]), 0.0) for p in parts):
            reason = TOO_MUCH
        elif status == "possible" and not costs:
            reason = NO_COST
        elif max(gains.values()) <= 0:
            reason = NO_GAIN
        found.append(
            Candidate(
                code=str(code),
                asset_code=asset,
                name=parts[0]["name"] or "",
                status=status,
                done_on=min(days).isoformat() if days else "",
                cost_eur=sum(costs) if costs else None,
                group=next((p["alternative_group"] for p in parts if p["alternative_group"]), ""),
                kwh=sum(p["saving_kwh"] for p in parts),
                gains=gains,
                by_carrier={p["carrier"]: p["saving_kwh"] for p in parts},
                reason=reason,
            )
        )
    return found


def _factor(
    column: str, asset: str, carrier: str, used: Mapping[tuple[str, str], float],
    values: Mapping[tuple[str, str], Mapping[str, Any]], by_carrier: Mapping[str, Mapping[str, Any]],
) -> float:  # fmt: skip
    """The asset's own mean factor; the portfolio's for a carrier it does not use yet."""
    if column == "consumption_kwh":
        return 1.0
    own = used.get((asset, carrier), 0.0)
    if own > 0:
        return float(values[asset, carrier][column]) / own
    whole = by_carrier.get(carrier)
    return float(whole[column]) / whole["consumption_kwh"] if whole and whole["consumption_kwh"] else 0.0


def make_plan(
    inputs: EnergyInputs, options: EnergyOptions, budget_eur: float | None = None, seconds: float = SECONDS
) -> Plan:
    """The cheapest measures that close every gap.

    Args:
        inputs: Readings, meters, portfolio and measures.
        options: Report year, target set, factors.
        budget_eur: Most to invest in each year; None is not limited.
        seconds: Time limit of the solver. [s]
    """
    targets = plan_targets(options)
    known = candidates(inputs, options, targets)
    first, last = options.report_year + 1, max((t.promise.target_year for t in targets), default=options.report_year)
    # A measure counts from the year after it is done: to count in the target year it is done before it.
    years = list(range(first, max(last, first + 1)))
    standing = {t.word: trajectory_of(inputs, options, t).assessment for t in targets}
    # What is done before the report year ends is in its value already.
    coming = [c for c in known if c.status == "decided" and not c.reason]
    short = {}
    for target in targets:
        one = standing[target.word]
        if one.actual is not None and one.target_value is not None:
            decided = sum(c.gains.get(target.word, 0.0) for c in coming)
            short[target.word] = max(0.0, one.actual - one.target_value - decided)
    free = [c for c in known if c.status == "possible"]
    free = [
        _ruled_out(c, OVER_BUDGET) if not c.reason and budget_eur is not None and (c.cost_eur or 0) > budget_eur else c
        for c in free
    ]
    able = [c for c in free if not c.reason]
    money = None if budget_eur is None else budget_eur * len(years)
    picked, bound = _choose(able, short, money, _left_to_save(inputs, options, coming), seconds)
    placed, unplaced = _schedule([able[place] for place in picked], years, budget_eur)
    taken = {c.code for c, _year in placed}
    decided_in = [(c, min(max(int(c.done_on[:4]) if c.done_on else first, first), years[-1])) for c in coming]
    chosen = sorted([*decided_in, *placed], key=lambda pair: (pair[1], pair[0].status, pair[0].code))
    left = [c for c in free if c.code not in taken]
    plan = Plan(
        targets, short, chosen, left, sum(c.cost_eur or 0.0 for c, _ in placed), bound if not unplaced else None
    )
    gained = {word: sum(c.gains.get(word, 0.0) for c, _ in placed) for word in short}
    missing = {word: max(0.0, amount - gained[word]) for word, amount in short.items()}
    still = {word: amount for word, amount in missing.items() if amount > 1e-6 * max(short[word], 1.0)}
    return Plan(plan.targets, short, chosen, left, plan.cost_eur, None if still else plan.bound_eur, still)


def _left_to_save(
    inputs: EnergyInputs, options: EnergyOptions, coming: Sequence[Candidate]
) -> dict[tuple[str, str], float]:
    """Asset and carrier -> what is used and not yet taken by a decided measure [kWh]."""
    frame = emissions_of(inputs, options).frame.filter(pl.col("year") == options.report_year)
    left = {(a, c): kwh for a, c, kwh in frame.select("asset_code", "carrier", "consumption_kwh").iter_rows()}
    for candidate in coming:
        for carrier, kwh in candidate.by_carrier.items():
            key = (candidate.asset_code, carrier)
            left[key] = max(0.0, left.get(key, 0.0) - max(kwh, 0.0))
    return left


def _ruled_out(candidate: Candidate, reason: str) -> Candidate:
    from dataclasses import replace

    return replace(candidate, reason=reason)


def _choose(
    able: Sequence[Candidate],
    short: Mapping[str, float],
    money_eur: float | None,
    left_kwh: Mapping[tuple[str, str], float],
    seconds: float,
) -> tuple[list[int], float | None]:
    """Places of the chosen measures, and the proven bound of their cost; None when the gaps cannot be closed.

    First as little is left short as can be, each gap in parts of itself; then that is done as cheaply as can be.
    """
    words = [word for word, amount in short.items() if amount > 0]
    if not able or not words:
        return [], 0.0 if not words else None
    import highspy
    import numpy as np

    costs = np.array([c.cost_eur or 0.0 for c in able])
    model = _quiet(highspy)
    for _ in able:
        model.addVar(0.0, 1.0)
        model.changeColIntegrality(model.getNumCol() - 1, highspy.HighsVarType.kInteger)
    infinity = highspy.kHighsInf
    for word in words:
        model.addVar(0.0, infinity)
        slack = model.getNumCol() - 1
        model.changeColCost(slack, 1.0)
        terms = {place: c.gains.get(word, 0.0) / short[word] for place, c in enumerate(able)}
        _row(model, np, {**{p: g for p, g in terms.items() if g}, slack: 1.0}, 1.0, infinity)
    groups: dict[str, list[int]] = {}
    for place, candidate in enumerate(able):
        if candidate.group:
            groups.setdefault(candidate.group, []).append(place)
    for members in groups.values():
        _row(model, np, dict.fromkeys(members, 1.0), -infinity, 1.0)
    together: dict[tuple[str, str], dict[int, float]] = {}
    for place, candidate in enumerate(able):
        for carrier, kwh in candidate.by_carrier.items():
            if kwh > 0:
                together.setdefault((candidate.asset_code, carrier), {})[place] = kwh
    for key, terms in together.items():
        if len(terms) > 1:
            _row(model, np, terms, -infinity, left_kwh.get(key, 0.0))
    if money_eur is not None:
        _row(model, np, {p: float(cost) for p, cost in enumerate(costs) if cost}, -infinity, money_eur)
    slacks = range(len(able), len(able) + len(words))
    model.setOptionValue("time_limit", seconds / 2)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.run()
    values = list(model.getSolution().col_value)
    if not values:
        return [], None
    least = sum(values[slack] for slack in slacks)
    _row(model, np, dict.fromkeys(slacks, 1.0), -infinity, least + 1e-7)
    for place, cost in enumerate(costs):
        model.changeColCost(place, float(cost))
    for slack in slacks:
        model.changeColCost(slack, 0.0)
    model.setOptionValue("time_limit", seconds)
    model.setOptionValue("mip_rel_gap", 1e-4)
    model.run()
    values = list(model.getSolution().col_value) or values
    picked = [place for place in range(len(able)) if values[place] > 0.5]
    return picked, None if least > 1e-6 else float(model.getInfo().mip_dual_bound)


def _row(model: Any, np: Any, terms: Mapping[int, float], lower: float, upper: float) -> None:
    places = np.array(list(terms), dtype=np.int32)
    model.addRow(lower, upper, len(terms), places, np.array(list(terms.values()), dtype=float))


def _quiet(highspy: Any) -> Any:
    """A solver that prints nothing: its banner comes while it is made, before any option can be set."""

    class Quiet(highspy.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:
            """Silence the solver before the first call that would print."""
            self.silent()
            super().enableCallbacks()

    return Quiet()


def _schedule(
    chosen: Sequence[Candidate], years: Sequence[int], budget_eur: float | None
) -> tuple[list[tuple[Candidate, int]], list[Candidate]]:
    """A year for each: what saves most per euro first, each year up to its budget, else an even part of the whole."""
    if not years:
        return [], list(chosen)

    def worth(candidate: Candidate) -> float:
        return sum(max(g, 0.0) for g in candidate.gains.values()) / max(candidate.cost_eur or 0.0, 1.0)

    total = sum(c.cost_eur or 0.0 for c in chosen)
    room = dict.fromkeys(years, budget_eur if budget_eur is not None else total / len(years))
    placed, unplaced = [], []
    for candidate in sorted(chosen, key=lambda c: (-worth(c), c.code)):
        cost = candidate.cost_eur or 0.0
        fits = [year for year in years if room[year] >= cost - 1e-6]
        if not fits and budget_eur is not None:
            unplaced.append(candidate)
            continue
        year = fits[0] if fits else max(years, key=lambda y: room[y])
        room[year] -= cost
        placed.append((candidate, year))
    return placed, unplaced
