"""The transfer dossier of a building: fifteen parts, what is there, what is missing, who must do what by when.

The parts follow portfolio-and-transfer 5.6. What the registers do not hold (a photo, the staff list) is judged by the
readiness that was reported, with its evidence. Names of staff never appear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, show_value
from vastgoed import dossier_moving as moving
from vastgoed.asset_section import find_asset
from vastgoed.checks import CHECKS, run_checks
from vastgoed.code_lists import name_of
from vastgoed.space_use import compute_space_use
from vastgoed.transfer.quarters import add_quarters, first_day, quarter_of
from vastgoed.transfer.readiness import part_label, part_table
from vastgoed.transfer.rules import outcome_label
from vastgoed.transfer.scope import explain_scope
from vastgoed.transfer_groups import gathered
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_words import scope_outcome, show_rules

if TYPE_CHECKING:
    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

ENTITY, AGENCY, BOTH = N_("giving entity"), N_("agency"), N_("giving entity and agency")
COMPLETE, PARTIAL, MISSING = "complete", "partial", "missing"
STATES = {COMPLETE: N_("complete"), PARTIAL: N_("in part"), MISSING: N_("missing")}


@dataclass(frozen=True)
class Todo:
    """One thing that is missing, who must bring it and by when."""

    what: str
    who: str
    due: date


@dataclass(frozen=True)
class Part:
    """One part of a dossier.

    Args:
        number: Its place, from 1 to 15.
        title: Its name in the language in force.
        facts: What is known: name and value in words.
        todos: What is missing.
    """

    number: int
    title: str
    facts: tuple[tuple[str, str], ...]
    todos: tuple[Todo, ...]

    @property
    def state(self) -> str:
        """Complete, partial or missing."""
        if not self.todos:
            return COMPLETE
        return PARTIAL if self.facts else MISSING


@dataclass(frozen=True)
class Dossier:
    """The dossier of one building on a day.

    Args:
        asset_code: The building.
        name: Its name.
        entity: Who manages it.
        quarter: When it moves; None when it has no quarter.
        group: Where it stands (`transfer_groups.GROUPS`); None when it is not in the portfolio.
        on: The day.
        parts: The fifteen parts.
    """

    asset_code: str
    name: str
    entity: str
    quarter: str | None
    group: str | None
    on: date
    parts: tuple[Part, ...]

    @property
    def complete_count(self) -> int:
        """How many of the fifteen parts are complete."""
        return sum(part.state == COMPLETE for part in self.parts)


_BIG = 1000
Facts = list[tuple[str, str]]
Wanted = list[tuple[str, str, str]]
"""What is missing, who brings it, and the part of the readiness whose lead time counts."""


@dataclass(frozen=True)
class _Case:
    """Everything about one building that the parts look at."""

    asset: Mapping[str, Any]
    own: EstateInputs
    row: Mapping[str, Any] | None
    use: Mapping[str, Any]
    reported: Mapping[str, Mapping[str, Any]]
    findings: Sequence[Finding]
    waits: Facts
    year: int
    beside: Mapping[str, Facts] = field(default_factory=dict)


def build_dossier(
    inputs: EstateInputs,
    options: EstateOptions,
    asset_code: str,
    beside: Mapping[str, Facts] | None = None,
) -> Dossier:
    """The dossier of one building.

    Args:
        inputs: The registers.
        options: The day and the rules.
        asset_code: The building.
        beside: What other rooms know, as name and value in words: `energy`, `vehicles`.

    Raises:
        InputWrong: There is no such asset.
    """
    asset = find_asset(inputs, asset_code)
    code = asset["asset_code"]
    own = inputs.only(code)
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer).filter(pl.col("asset_code") == code)
    row = rows.row(0, named=True) if rows.height else None
    use = compute_space_use(own, options.day)
    case = _Case(
        asset,
        own,
        row,
        use.row(0, named=True) if use.height else {},
        {part["part"]: part for part in own.transfer_readiness.iter_rows(named=True)},
        run_checks(CHECKS, own, options),
        moving.dependency_facts(inputs, code, str(asset["entity_code"])),
        options.day.year,
        beside or {},
    )
    due = _due_days(row, options)
    parts = []
    for number, (title, make) in enumerate(PARTS, start=1):
        facts, wanted = make(case)
        todos = tuple(Todo(what, _(who), due[part]) for what, who, part in wanted)
        parts.append(Part(number, _(title), tuple(facts), todos))
    quarter, group = (row["quarter"], row["group"]) if row else (None, None)
    return Dossier(code, str(asset["name"]), str(asset["entity_name"]), quarter, group, options.day, tuple(parts))


def _due_days(row: Mapping[str, Any] | None, options: EstateOptions) -> dict[str, date]:
    """The day each part of the readiness is needed: its lead time before the quarter of the move, never in the past."""
    now = quarter_of(options.day)
    target = (row or {}).get("quarter") or (row or {}).get("earliest_quarter") or now
    leads = dict(part_table(options.readiness).select("part", "lead_quarters").iter_rows())
    earliest = first_day(add_quarters(now, 1))
    return {part: max(first_day(add_quarters(target, -lead)), earliest) for part, lead in leads.items()}


def _known(*pairs: tuple[str, Any]) -> Facts:
    """Pairs with a value, in words."""
    return [
        (name, show_number(value, 0 if value >= _BIG else 1) if isinstance(value, float) else show_value(value))
        for name, value in pairs
        if value is not None and value != ""
    ]


def _want(who: str, part: str, *pairs: tuple[str, Any]) -> Wanted:
    """The names of pairs without a value."""
    return [(name, who, part) for name, value in pairs if value is None or value == ""]


def _reported(case: _Case, part: str, who: str) -> tuple[Facts, Wanted]:
    """What the readiness says of a part, and what is still to do."""
    found = case.reported.get(part)
    label = part_label(part)
    if found is None:
        return [], [(label, who, part)]
    share, evidence = found["status_share"], found["evidence"]
    said = f"{show_number(100 * share, 0)} %" + (f" ({evidence})" if evidence else "")
    wanted: Wanted = [] if share >= 1 else [(label, who, part)]
    if share >= 1 and not evidence:
        wanted = [(_("{part}: evidence").format(part=label), who, part)]
    return [(label, said)], wanted


def _identity(case: _Case) -> tuple[Facts, Wanted]:
    asset = case.asset
    address = " ".join(
        str(asset[name]) for name in ("street", "house_number", "postcode", "municipality") if asset[name]
    )
    point = (
        f"x {asset['x_lambert72_m']:.0f}, y {asset['y_lambert72_m']:.0f}"
        if asset["x_lambert72_m"] is not None and asset["y_lambert72_m"] is not None
        else None
    )
    pairs = (
        (_("VIM building code"), asset["asset_code"]),
        (_("Building register number"), asset["building_id"]),
        (_("Building units"), asset["building_unit_ids"]),
        (_("Address"), address),
        (_("Point on the map (Lambert 72)"), point),
        (_("Managing entity"), asset["entity_name"]),
        (_("Record last changed on"), asset["last_changed_at"]),
    )
    facts, wanted = _reported(case, "data", ENTITY)
    return [*_known(*pairs), *facts], [*_want(ENTITY, "data", *pairs), *wanted]


def _scope(case: _Case) -> tuple[Facts, Wanted]:
    if case.row is None:
        return [], [(_("the building is not in the portfolio on this day"), ENTITY, "data")]
    scope = case.row["scope"]
    areas = [
        (name_of("function", row["function"]), f"{show_number(row['area_m2'], 0)} m²")
        for row in case.own.function_area.sort("area_m2", descending=True).iter_rows(named=True)
    ]
    methods = sorted(set(case.own.function_area["method"].drop_nulls()))
    facts = [
        *areas,
        *_known((_("Measured by"), ", ".join(methods))),
        (_("Answer to the 25 % rule"), scope_outcome(scope["outcome"])),
        (_("Because"), explain_scope(scope)),
        (_("The entity asks"), show_value(scope["entity_requests"])),
    ]
    wanted: Wanted = []
    if not areas:
        wanted.append((_("areas by function"), ENTITY, "data"))
    elif not methods:
        wanted.append((_("measuring method of the areas by function"), ENTITY, "data"))
    if scope["outcome"] in ("undecided", "borderline") and areas:
        wanted.append((_("a better measurement, so that the 25 % rule can decide"), ENTITY, "data"))
    if scope["outcome"] == "business_case" and not case.row["business_case_positive"]:
        wanted.append((_("business case"), AGENCY, "data"))
    return facts, wanted


def _rights(case: _Case) -> tuple[Facts, Wanted]:
    asset = case.asset
    right = asset["ownership_right"] or asset["use_right"]
    contracts = [
        (
            f"{row['contract_code']} ({name_of('use_right', row['use_right'])})",
            f"{show_value(row['contract_start'])} – {show_value(row['contract_end'])}",
        )
        for row in case.own.contract.sort("contract_end", nulls_last=True).iter_rows(named=True)
    ]
    pairs = (
        (_("Right"), name_of("ownership_right", asset["ownership_right"]) or name_of("use_right", asset["use_right"])),
        (_("Co-owned"), asset["is_co_owned"]),
        (_("Encumbered"), asset["is_encumbered"]),
    )
    facts, wanted = _reported(case, "rights", ENTITY)
    missing = _want(ENTITY, "rights", *pairs)
    if right is not None and case.row is not None and case.row["is_leased"] and not contracts:
        missing.append((_("lease with its dates"), ENTITY, "rights"))
    return [*_known(*pairs), *contracts, *facts], [*missing, *wanted]


def _users(case: _Case) -> tuple[Facts, Wanted]:
    use = case.use
    pairs = (
        (_("Heads"), use.get("heads_count")),
        (_("Staff housed (FTE)"), use.get("housed_fte")),
        (_("Desks"), use.get("desks_count")),
        (_("Internal floor area (m²)"), use.get("internal_floor_area_m2")),
    )
    norm = [(_("Desks by the norm"), use.get("norm_count")), (_("Desks above the norm"), use.get("surplus_count"))]
    roles = case.own.asset_role.filter(pl.col("role") == "user")
    names = dict(case.own.entity.select("code", "name").iter_rows())
    users = [(_("User"), names.get(code) or code) for code in roles["entity_code"].unique(maintain_order=True)]
    return [*users, *_known(*pairs, *norm)], _want(ENTITY, "data", *pairs)


def _tasks(case: _Case) -> tuple[Facts, Wanted]:
    facts, missing = moving.task_facts(case.own)
    return facts, [(what, ENTITY, "staff") for what in missing]


def _staff(case: _Case) -> tuple[Facts, Wanted]:
    facts, wanted = _reported(case, "staff", BOTH)
    return [*moving.staff_facts(case.own), *facts], wanted


def _budget(case: _Case) -> tuple[Facts, Wanted]:
    facts, missing = moving.budget_facts(case.own)
    reported, wanted = _reported(case, "budget", BOTH)
    return [*facts, *reported], [*((what, BOTH, "budget") for what in missing), *wanted]


def _costs(case: _Case) -> tuple[Facts, Wanted]:
    use = case.use
    pairs = (
        (_("Contract cost (EUR per year)"), use.get("yearly_cost_eur")),
        (_("per m² internal floor area (EUR)"), use.get("cost_eur_per_m2")),
        (_("per FTE (EUR)"), use.get("cost_eur_per_fte")),
    )
    facts, missing = moving.cost_facts(case.own, case.year)
    return [*facts, *_known(*pairs)], [(what, ENTITY, "budget") for what in missing]


def _technical(case: _Case) -> tuple[Facts, Wanted]:
    return _reported(case, "technical", ENTITY)


def _energy(case: _Case) -> tuple[Facts, Wanted]:
    asset = case.asset
    facts = [*case.beside.get("energy", []), *_known(
        (_("Gas"), asset["has_gas"]),
        (_("Electricity"), asset["has_electricity"]),
        (_("Heritage"), name_of("heritage_status", asset["heritage_status"])),
    )]  # fmt: skip
    wanted: Wanted = [] if case.beside.get("energy") else [(_("metered use per carrier and year"), ENTITY, "data")]
    return facts, wanted


def _strategy(case: _Case) -> tuple[Facts, Wanted]:
    asset = case.asset
    strategy = asset["long_term_strategy"]
    decided = name_of("long_term_strategy", strategy) if strategy not in (None, "undecided") else None
    pairs = ((_("Long-term strategy"), decided),)
    more = (
        (_("Status of the agency"), name_of("property_status", asset["property_status"])),
        (_("Leaves the portfolio on"), asset["valid_until"]),
        (_("Vacant since"), asset["vacant_since"]),
    )
    return _known(*pairs, *more), _want(ENTITY, "data", *pairs)


def _contracts(case: _Case) -> tuple[Facts, Wanted]:
    facts, missing = moving.service_facts(case.own)
    reported, wanted = _reported(case, "contracts", ENTITY)
    return [*facts, *reported], [*((what, ENTITY, "contracts") for what in missing), *wanted]


def _goods(case: _Case) -> tuple[Facts, Wanted]:
    facts, wanted = _reported(case, "handover", BOTH)
    return [*case.beside.get("vehicles", []), *facts], wanted


def _risks(case: _Case) -> tuple[Facts, Wanted]:
    facts = [*case.waits, *((_("Finding"), str(finding)) for finding in case.findings)]
    if case.row is not None and case.row["codes"]:
        facts.append((_("Rules that hold"), show_rules(case.row["codes"])))
    return facts or [(_("Findings"), _("none"))], []


def _trail(case: _Case) -> tuple[Facts, Wanted]:
    asset, row = case.asset, case.row
    pairs = (
        (_("Status"), name_of("transfer_status", asset["transfer_status"])),
        (_("Dossier number"), asset["transfer_dossier"]),
    )
    more: Facts = []
    if row is not None:
        more = _known(
            (_("Outcome of the rules"), outcome_label(row["outcome"])),
            (_("Readiness (%)"), row["readiness_pct"]),
            (_("Earliest quarter by readiness"), row["earliest_quarter"]),
            (_("Quarter in the plan"), row["quarter"]),
        )
    facts, wanted = _reported(case, "sponsor", ENTITY)
    return [*_known(*pairs), *more, *facts], [*_want(AGENCY, "sponsor", *pairs), *wanted]


PARTS: tuple[tuple[str, Callable[[_Case], tuple[Facts, Wanted]]], ...] = (
    (N_("Identity"), _identity),
    (N_("Scope proof"), _scope),
    (N_("Rights"), _rights),
    (N_("Users"), _users),
    (N_("Tasks"), _tasks),
    (N_("Staff"), _staff),
    (N_("Budget"), _budget),
    (N_("Costs before"), _costs),
    (N_("Technical state"), _technical),
    (N_("Energy and environment"), _energy),
    (N_("Strategy"), _strategy),
    (N_("Contracts"), _contracts),
    (N_("Vehicles and goods"), _goods),
    (N_("Risks and exceptions"), _risks),
    (N_("Decision trail"), _trail),
)
"""Title and maker of each part, in order."""
