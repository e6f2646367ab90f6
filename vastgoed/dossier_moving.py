"""The parts of a dossier on what moves along: tasks, staff, budget, costs and service contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, show_number, show_value
from vastgoed.code_lists import codes, name_of
from vastgoed.transfer_records import cost_codes, moving_tasks

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs

Facts = list[tuple[str, str]]
Missing = list[str]


def task_facts(own: EstateInputs) -> tuple[Facts, Missing]:
    """Per task domain who does it now, with how many FTE, and how many move; a domain without a row is missing."""
    facts: Facts = []
    for row in own.transfer_task.sort("domain", "staff_function").iter_rows(named=True):
        name = name_of("task_domain", row["domain"])
        stays = row["domain"] not in codes("task_domain", "transfers")
        by_whom = row["performed_by"] or _("nobody said who")
        said = [f"{_fte(row['task_fte'])} ({by_whom})"]
        said.append(_("stays") if stays else _("moves: {fte}").format(fte=_fte(row["moving_fte"])))
        facts.append((name, ", ".join(said)))
    known = set(own.transfer_task["domain"])
    wanted = [name_of("task_domain", code) for code in codes("task_domain", "transfers") if code not in known]
    if not wanted:
        return facts, []
    return facts, [_("who does it now and with how many FTE: {names}").format(names=", ".join(wanted))]


def staff_facts(own: EstateInputs) -> Facts:
    """Functions and FTE that move; functions, never names."""
    staff = moving_tasks(own).filter(pl.col("staff_function") != "")
    grouped = staff.group_by("staff_function", "statute").agg(
        now=pl.col("task_fte").sum(), moving=pl.coalesce("moving_fte", "task_fte").sum()
    )
    text = N_("{now} now, {moving} move")
    return [
        (
            f"{row['staff_function']} ({row['statute']})" if row["statute"] else row["staff_function"],
            _(text).format(now=_fte(row["now"]), moving=_fte(row["moving"])),
        )
        for row in grouped.sort("staff_function", "statute", nulls_last=True).iter_rows(named=True)
    ]


def budget_facts(own: EstateInputs) -> tuple[Facts, Missing]:
    """Credits per line and the one-off cost."""
    facts: Facts = []
    wanted: Missing = []
    for kind, missing in (("credit", _("credits per line")), ("one_off", _("one-off cost of the move"))):
        rows = own.building_cost.filter(pl.col("cost_line").is_in(cost_codes(kind))).sort("year", "cost_line")
        facts += [_money(row) for row in rows.iter_rows(named=True)]
        if rows.is_empty():
            wanted.append(missing)
    return facts, wanted


def cost_facts(own: EstateInputs, year: int) -> tuple[Facts, Missing]:
    """The frozen baseline, else the newest known year per line; what is not there yet."""
    frozen = own.cost_baseline.filter(pl.col("frozen_on") == pl.col("frozen_on").min())
    costs = own.building_cost.filter(pl.col("cost_line").is_in(cost_codes("cost")), pl.col("year") <= year)
    newest = costs.filter(pl.col("year") == pl.col("year").max())
    shown = newest if frozen.is_empty() else frozen
    facts = [_money(row) for row in shown.sort("cost_line").iter_rows(named=True)]
    if not frozen.is_empty():
        return [(_("Baseline frozen on"), show_value(frozen["frozen_on"][0])), *facts], []
    wanted = [_("baseline, to be frozen: koers vastgoed inkanteling nulmeting")]
    present = set(newest["cost_line"])
    absent = [line for line in cost_codes("cost") if line not in {*present, "other", "rent"}]
    if absent:
        names = ", ".join(name_of("cost_line", line) for line in absent)
        wanted.append(_("yearly cost of: {names}").format(names=names))
    return facts, wanted


def service_facts(own: EstateInputs) -> tuple[Facts, Missing]:
    """Service contracts, and of which nobody knows whether they can be taken over."""
    facts: Facts = []
    unknown = []
    for row in own.service_contract.sort("service_code").iter_rows(named=True):
        can = row["is_transferable"]
        said = (
            _("transferable")
            if can
            else _("not transferable")
            if can is not None
            else _("not known whether transferable")
        )
        parts = (
            row["supplier"],
            row["contract_end"] and _("until {day}").format(day=show_value(row["contract_end"])),
            said,
        )
        facts.append(
            (f"{row['service_code']} {row['subject'] or ''}".strip(), ", ".join(part for part in parts if part))
        )
        if can is None:
            unknown.append(row["service_code"])
    wanted = [_("can these be taken over: {codes}").format(codes=", ".join(unknown))] if unknown else []
    return facts, wanted


def dependency_facts(whole: EstateInputs, asset_code: str, entity_code: str) -> Facts:
    """What the building or its entity waits for."""
    rows = whole.transfer_dependency.filter(pl.col("applies_to").is_in([asset_code, entity_code]))
    return [
        (
            _("Waits for {what}").format(what=name_of("dependency", row["dependency"])),
            ", ".join(
                part
                for part in (
                    row["subject"],
                    show_value(row["ready_on"]) if row["ready_on"] else _("no day known"),
                    row["responsible"],
                )
                if part
            ),
        )
        for row in rows.sort("ready_on", nulls_last=True).iter_rows(named=True)
    ]


def _money(row: dict[str, object]) -> tuple[str, str]:
    name = name_of("cost_line", str(row["cost_line"]))
    euro = _("euro")
    return f"{name} {row['year']}", f"{show_number(float(str(row['amount_eur'])), 0)} {euro}"


def _fte(value: float | None) -> str:
    unit = _("FTE")
    return "–" if value is None else f"{show_number(value, 1)} {unit}"
