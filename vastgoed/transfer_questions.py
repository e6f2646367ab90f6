"""The questions a minister's office asks about the transfer, answered from the plan, one row each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, show_value, translate
from kern.report import Column, Section, Table
from vastgoed.contract_checks import contracts_on
from vastgoed.space_use import compute_space_use
from vastgoed.transfer_along import cost_figures, cost_rows
from vastgoed.transfer_groups import GROUP_NAMES, GROUPS, gathered, of_group
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_words import show_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions


def questions_section(
    inputs: EstateInputs,
    options: EstateOptions,
    verdicts: Sequence[tuple[str, str]] = (),
    vehicles: tuple[int, int] | None = None,
) -> Section:
    """Every question with its answer and where it comes from.

    Args:
        inputs: The registers.
        options: The day and the plan.
        verdicts: Title and message of the trajectories, which other rooms judge.
        vehicles: How many service vehicles of how many entities.
    """
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer)
    late = _late(rows)
    rent = _("What rent do we pay, and how much falls away, by when?")
    course = " ".join(f"{title}: {said}" for title, said in verdicts) or _("not known")
    answers = [
        (_("How many buildings, m², FTE and EUR are transferred, planned, excluded, undecided?"), _counts(rows),
         "koers vastgoed inkanteling"),
        (rent, _rent(inputs, options), "koers vastgoed kalender"),
        (_("How many are vacant, for how long, and what is decided for each?"), _vacant(inputs, options),
         "koers vastgoed ruimten"),
        (_("Does more homeworking change the plan?"), _desks(inputs, options), "koers vastgoed ruimten"),
        (_("Who manages the vehicles, and do they obey the rules?"), _vehicles(vehicles), "koers vloot quota"),
        (_("What does it cost per FTE before and after?"), _costs(inputs, rows), "koers vastgoed inkanteling mee"),
        (_("Are we on the path to 2030 and 2050?"), course,
         "koers energie traject"),
        (_("Which entities are late, why, and what do you need from me?"), late, "koers vastgoed dossier CODE"),
        (_("What if capacity is halved, or two entities say no?"), _what_if(inputs, options, rows),
         "koers vastgoed inkanteling plan --capaciteit 50 --zonder CODE"),
        (_("Which figures are estimates?"), _estimates(rows), "koers vastgoed inkanteling plan"),
    ]  # fmt: skip
    table = Table(
        "vastgoed.inkanteling.vragen",
        _("Questions and answers"),
        [Column("question", _("Question")), Column("answer", _("Answer")), Column("see", _("See"))],
        [{"question": question, "answer": answer, "see": see} for question, answer, see in answers],
        translate(N_("As of {day}."), {"day": options.day}),
    )
    message = translate(
        N_("{count} questions, answered from the data of {day}."), {"count": len(answers), "day": options.day}
    )
    return Section("vastgoed.inkanteling.vragen", _("What a minister's office asks"), message, [table])


def _counts(rows: pl.DataFrame) -> str:
    text = N_("{group}: {buildings} buildings, {area} m², {fte} FTE, {cost} EUR per year known")
    said = []
    for group in GROUPS:
        own = of_group(rows, group)
        values = {
            "group": _(GROUP_NAMES[group]),
            "buildings": own.height,
            "area": show_number(float(own["area_m2"].sum()), 0),
            "fte": show_number(float(own["fte"].sum()), 0),
            "cost": show_number(float(own["yearly_cost_eur"].sum()), 0),
        }
        said.append(translate(text, values))
    return "; ".join(said) + "."


def _rent(inputs: EstateInputs, options: EstateOptions) -> str:
    running = contracts_on(inputs.contract, options.day)
    total = float(running["yearly_cost_eur"].sum())
    ends = (
        running.filter(pl.col("contract_end").is_not_null(), ~pl.col("extension_planned").fill_null(False))
        .group_by(pl.col("contract_end").dt.year().alias("year"))
        .agg(pl.col("yearly_cost_eur").sum())
        .sort("year")
        .head(5)
    )
    by_year = ", ".join(f"{year} {show_number(float(eur or 0), 0)}" for year, eur in ends.iter_rows())
    text = N_("{total} EUR per year; contracts that end without a planned extension: {years} (EUR per year).")
    return translate(text, {"total": show_number(total, 0), "years": by_year or _("none")})


def _vacant(inputs: EstateInputs, options: EstateOptions) -> str:
    use = inputs.building.join(inputs.managed_asset.select(asset_code="code", until="valid_until"), on="asset_code")
    here = use.filter(pl.col("until").is_null() | (pl.col("until") > options.day))
    vacant = here.filter(pl.col("vacant_since") <= options.day)
    if vacant.is_empty():
        return _("none")
    years = vacant.select((pl.lit(options.day) - pl.col("vacant_since")).dt.total_days().median() / 365.25).item()
    strategy = pl.col("long_term_strategy").fill_null("undecided")
    counted = vacant.select(
        dispose=(strategy == "dispose").sum(), undecided=(strategy == "undecided").sum(), all=pl.len()
    ).row(0, named=True)
    text = N_("{count} buildings, {area} m² (gross), half of them longer than {years} years; {dispose} to dispose of, "
              "{keep} to keep, {undecided} undecided.")  # fmt: skip
    return translate(
        text,
        {
            "count": counted["all"],
            "area": show_number(float(vacant["gross_floor_area_m2"].sum()), 0),
            "years": show_number(float(years), 1),
            "dispose": counted["dispose"],
            "keep": counted["all"] - counted["dispose"] - counted["undecided"],
            "undecided": counted["undecided"],
        },
    )


def _desks(inputs: EstateInputs, options: EstateOptions) -> str:
    use = compute_space_use(inputs, options.day).filter(
        pl.col("desks_count").is_not_null(), pl.col("norm_count").is_not_null()
    )
    if use.is_empty():
        return _("not known")
    desks, norm = float(use["desks_count"].sum()), float(use["norm_count"].sum())
    text = N_(
        "{desks} desks where the norm (half of the heads) asks {norm}: {surplus} more, in {count} buildings with both."
    )
    values = {"desks": desks, "norm": norm, "surplus": desks - norm}
    return translate(text, {name: show_number(value, 0) for name, value in values.items()} | {"count": use.height})


def _vehicles(vehicles: tuple[int, int] | None) -> str:
    if vehicles is None:
        return _("not known")
    text = N_("{count} service vehicles of {entities} entities; purchase rules and exceptions per entity stand there.")
    return translate(text, {"count": vehicles[0], "entities": vehicles[1]})


def _costs(inputs: EstateInputs, rows: pl.DataFrame) -> str:
    before, after = cost_figures(cost_rows(inputs, rows))
    text = N_("{before} EUR per FTE before, {after} after. {note}")
    return translate(
        text, {"before": show_number(before.value, 0), "after": show_number(after.value, 0), "note": before.note}
    )


def _late(rows: pl.DataFrame) -> str:
    late = rows.filter(
        pl.col("group").is_in(["planned", "no_room"]), pl.col("codes").list.len() > pl.col("flags").list.len()
    )
    if late.is_empty():
        return _("none")
    counted = late.group_by("entity_name").agg(
        pl.len(), codes=pl.col("codes").list.set_difference("flags").list.explode().unique().sort()
    )
    text = N_("{entity}: {count} buildings ({codes})")
    said = [
        translate(text, {"entity": entity, "count": count, "codes": ", ".join(found)})
        for entity, count, found in counted.sort("len", "entity_name", descending=[True, False]).iter_rows()
    ]
    every = sorted({code for found in counted["codes"] for code in found})
    return "; ".join(said) + ". " + show_rules(every) + "."


def _what_if(inputs: EstateInputs, options: EstateOptions, rows: pl.DataFrame) -> str:
    planned = of_group(rows, "planned")
    if planned.is_empty():
        return _("not known")
    most = (
        planned.group_by("entity_code")
        .agg(pl.col("value").sum())
        .sort("value", "entity_code", descending=[True, False])
    )
    refusers = tuple(most["entity_code"].head(2))
    cases: list[tuple[str, Any]] = [
        (_("half the capacity"), replace(options, capacity_share=0.5)),
        (_("without {entities}").format(entities=", ".join(refusers)), replace(options, without_entities=refusers)),
    ]
    base = assess_transfers(inputs, options)[1].plan
    text = N_("{case}: {buildings} buildings less, {moved} move to another quarter, {share} % of the aim lost")
    said = []
    for name, other in cases:
        plan = assess_transfers(inputs, other)[1].plan
        if base is None or plan is None:
            continue
        both = base.rows.select("asset_code", before="quarter").join(
            plan.rows.select("asset_code", "quarter"), on="asset_code"
        )
        moved = both.filter(pl.col("before") != pl.col("quarter")).height
        values = {
            "case": name,
            "buildings": planned.height - plan.rows["quarter"].count(),
            "moved": moved,
            "share": show_number(100 * (1 - plan.objective / base.objective) if base.objective > 0 else None, 0),
        }
        said.append(translate(text, values))
    return "; ".join(said) + "."


def _estimates(rows: pl.DataFrame) -> str:
    planned = of_group(rows, "planned")
    if planned.is_empty():
        return _("not known")
    total = float(planned["value"].sum()) or 1.0
    share = float(planned.filter(pl.col("value_basis") != "cost")["value"].sum()) / total
    text = N_("{share} % of the value in the plan rests on estimated costs; staff estimated for {staff} and one-off "
              "cost for {budget} of {count} planned buildings.")  # fmt: skip
    return translate(
        text,
        {
            "share": show_number(100 * share, 0),
            "staff": planned.filter(pl.col("absorbed_basis") != "tasks").height,
            "budget": planned.filter("budget_is_estimated").height,
            "count": show_value(planned.height),
        },
    )
