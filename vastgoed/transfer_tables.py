"""The tables of the transfer: quarters, the plan, what is not in it, and the 25 % rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, translate
from kern.report import Column, Table
from vastgoed.transfer.plan import explain_placement
from vastgoed.transfer.rules import outcome_label
from vastgoed.transfer.scope import explain_scope
from vastgoed.transfer_groups import GROUP_NAMES, GROUPS, of_group, transfer_key
from vastgoed.transfer_words import scope_outcome, show_choice, show_rules, show_scope_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vastgoed.options import EstateOptions
    from vastgoed.transfer.assess import Transfer
    from vastgoed.transfer.plan import Plan


_BASIS = {
    "tasks": N_("FTE to absorb: staff who do the tasks that move, ICT left out."),
    "estimated": N_(
        "FTE to absorb: staff who do the tasks that move, ICT left out; where nobody wrote them down estimated from "
        "the other buildings ({count} of {total} buildings)."
    ),
    "housed": N_("People housed stand in for the staff taken over, which is not known."),
}


def absorbed_note(transfer: Transfer) -> str:
    """What the FTE of a quarter stand for."""
    basis = transfer.sizes["absorbed_basis"]
    count = (basis == "estimated").sum()
    kind = "housed" if (basis == "housed").all() else "estimated" if count else "tasks"
    return translate(_BASIS[kind], {"count": count, "total": basis.len()})


def quarter_table(plan: Plan, transfer: Transfer) -> Table:
    """What each quarter takes in, beside its capacity."""
    return Table(
        "vastgoed.inkanteling.kwartalen",
        _("What each quarter takes in, beside its capacity"),
        [
            Column("quarter", _("Quarter")),
            Column("buildings", _("Buildings"), decimals=0),
            Column("buildings_limit", _("at most"), decimals=0),
            Column("area_m2", _("Area"), "m²", 0),
            Column("area_m2_limit", _("at most"), "m²", 0),
            Column("fte", _("To absorb"), _("FTE"), 1),
            Column("fte_limit", _("at most"), _("FTE"), 0),
            Column("budget_eur", _("One-off cost"), "EUR", 0),
            Column("budget_eur_limit", _("at most"), "EUR", 0),
        ],
        plan.use.to_dicts(),
        " ".join((_("An empty limit does not bind."), absorbed_note(transfer))),
    )


def entity_table(rows: pl.DataFrame) -> Table:
    """Per entity: in which quarters it moves, and with what."""
    planned = of_group(rows, "planned")
    grouped = (
        planned.group_by("entity_name")
        .agg(
            quarters=pl.col("quarter").unique().sort().str.join(", "),
            quarter_count=pl.col("quarter").n_unique(),
            buildings=pl.len(),
            area_m2=pl.col("area_m2").sum(),
            fte=pl.col("fte").sum(),
            absorbed_fte=pl.col("absorbed_fte").sum(),
            budget_eur=pl.col("budget_eur").sum(),
        )
        .sort("quarters", "entity_name")
    )
    return Table(
        "vastgoed.inkanteling.entiteiten",
        _("The plan by entity"),
        [
            Column("entity_name", _("Entity")),
            Column("quarters", _("Quarters")),
            Column("quarter_count", _("Number"), decimals=0),
            Column("buildings", _("Buildings"), decimals=0),
            Column("area_m2", _("Area"), "m²", 0),
            Column("fte", _("Staff housed"), _("FTE"), 0),
            Column("absorbed_fte", _("To absorb"), _("FTE"), 1),
            Column("budget_eur", _("One-off cost"), "EUR", 0),
        ],
        grouped.to_dicts(),
    )


def _first(plan: Plan) -> str:
    return str(plan.use["quarter"][0])


def plan_table(rows: pl.DataFrame, plan: Plan) -> Table:
    """The planned buildings by quarter, each with its reason."""
    chosen = of_group(rows, "planned").sort("quarter", "asset_code")
    return Table(
        "vastgoed.inkanteling.plan",
        _("The plan, quarter by quarter"),
        [
            Column("quarter", _("Quarter")),
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("entity_name", _("Entity")),
            Column("area_m2", _("Area"), "m²", 0),
            Column("fte", _("Staff housed"), _("FTE"), 0),
            Column("absorbed_fte", _("To absorb"), _("FTE"), 1),
            Column("budget_eur", _("One-off cost"), "EUR", 0),
            Column("readiness_pct", _("Readiness"), "%", 0),
            Column("why", _("Why then")),
            Column("key", _("Key")),
        ],
        [
            {**row, "why": explain_placement(row, _first(plan)), "key": transfer_key(row["asset_code"])}
            for row in chosen.iter_rows(named=True)
        ],
    )


def scope_table(rows: pl.DataFrame, options: EstateOptions) -> Table:
    """How many buildings have each answer to the 25 % rule."""
    counts = rows.group_by(pl.col("scope").struct.field("outcome").alias("code")).agg(
        pl.len().alias("buildings"), pl.col("area_m2").sum(), pl.col("fte").sum()
    )
    found = {row["code"]: row for row in counts.iter_rows(named=True)}
    table = [
        {"outcome_text": scope_outcome(code), **found[code]}
        for code in ("in_scope", "business_case", "mixed_out", "borderline", "undecided")
        if code in found
    ]
    return Table(
        "vastgoed.inkanteling.toepassing",
        _("The 25 % rule"),
        [
            Column("outcome_text", _("Answer")),
            Column("buildings", _("Buildings"), decimals=0),
            Column("area_m2", _("Internal floor area"), "m²", 0),
            Column("fte", _("Staff housed"), _("FTE"), 0),
        ],
        table,
        show_scope_rules(options.scope),
    )


def show_why_not(row: Mapping[str, Any], plan: Plan | None) -> str:
    """Why a building is not in the plan: its rules in words, or what the planner found."""
    if row["reason"] == "plan.rule" or (plan is None and row["codes"]):
        blocking = [code for code in row["codes"] if code not in row["flags"]]
        said = [outcome_label(row["outcome"]), show_rules(blocking)]
        if row["outcome"] in ("undecided_data", "borderline", "out_of_scope", "awaiting_business_case"):
            said[1] = explain_scope(row["scope"])
        return ": ".join(part for part in said if part)
    if plan is None or row["reason"] is None:
        return _("There is no capacity, so there is no plan.")
    return explain_placement(row, _first(plan))


def not_planned_table(rows: pl.DataFrame, plan: Plan | None) -> Table:
    """The buildings without a quarter, each with its reason."""
    order = pl.col("group").replace_strict({name: place for place, name in enumerate(GROUPS)}, return_dtype=pl.Int64)
    chosen = rows.filter(~pl.col("group").is_in(["planned", "transferred"])).sort(order, "asset_code")
    return Table(
        "vastgoed.inkanteling.niet_gepland",
        _("Not in the plan, with the reason of each"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("entity_name", _("Entity")),
            Column("area_m2", _("Area"), "m²", 0),
            Column("group_text", _("Group")),
            Column("rules", _("Rules")),
            Column("why", _("Why")),
            Column("key", _("Key")),
        ],
        [
            {
                **row,
                "group_text": _(GROUP_NAMES[row["group"]]),
                "rules": ", ".join(row["codes"]),
                "why": show_why_not(row, plan),
                "key": transfer_key(row["asset_code"]),
            }
            for row in chosen.iter_rows(named=True)
        ],
    )


def choice_tables(rows: pl.DataFrame, options: EstateOptions) -> list[Table]:
    """Buildings whose answer to the 25 % rule hangs on a choice that is not published."""
    matters = [row for row in rows.iter_rows(named=True) if row["scope"]["choice_matters"]]
    if not matters:
        return []
    return [
        Table(
            "vastgoed.inkanteling.keuzes",
            _("Buildings whose answer hangs on how the 25 % rule is read"),
            [
                Column("asset_code", _("Code")),
                Column("name", _("Building")),
                Column("answer", _("Answer now")),
                Column("other_pct", _("Other function"), "%", 1),
                Column("choices", _("Another answer with")),
                Column("key", _("Key")),
            ],
            [
                {
                    **row,
                    "answer": scope_outcome(row["scope"]["outcome"]),
                    "other_pct": None if row["scope"]["other_share"] is None else 100 * row["scope"]["other_share"],
                    "choices": ", ".join(show_choice(choice) for choice in row["scope"]["choices"]),
                    "key": transfer_key(row["asset_code"]),
                }
                for row in matters
            ],
            show_scope_rules(options.scope),
        )
    ]
