"""The section on the transfer of one building: the evidence behind its scope, readiness, rules and quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, show_value, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.asset_section import find_asset
from vastgoed.transfer.plan import explain_placement
from vastgoed.transfer.readiness import part_label
from vastgoed.transfer.rules import outcome_label
from vastgoed.transfer.scope import explain_scope
from vastgoed.transfer_groups import gathered, transfer_key
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_tables import show_why_not
from vastgoed.transfer_words import scope_outcome, show_choice, show_rules, show_scope_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions
    from vastgoed.transfer.plan import Plan


def transfer_asset_section(inputs: EstateInputs, options: EstateOptions, asset_code: str) -> Section:
    """Everything behind the answer for one building.

    Raises:
        InputWrong: There is no such asset.
    """
    asset = find_asset(inputs, asset_code)
    code = asset["asset_code"]
    title = _("Transfer of {name} ({code})").format(name=asset["name"], code=code)
    buildings, transfer = assess_transfers(inputs, options)
    own = gathered(buildings, transfer).filter(pl.col("asset_code") == code)
    if own.is_empty():
        message = translate(
            N_("This asset is no building in the portfolio on {day}, so the transfer does not concern it."),
            {"day": options.day},
        )
        return Section(transfer_key(code), title, message, [])
    row = own.row(0, named=True)
    blocks: list[Block] = [*_figures(row, options), _evidence(row, options), _readiness(inputs, row)]
    return Section(transfer_key(code), title, _message(row, transfer.plan), blocks)


def _message(row: Mapping[str, Any], plan: Plan | None) -> str:
    if row["group"] == "transferred":
        return _("Managed by the agency already, or its file is closed.")
    if row["quarter"] is not None and plan is not None:
        why = explain_placement(row, str(plan.use["quarter"][0]))
        return translate(N_("Planned in {quarter}. {why}"), {"quarter": row["quarter"], "why": why})
    return show_why_not(row, plan)


def _figures(row: Mapping[str, Any], options: EstateOptions) -> list[Figure]:
    share = row["scope"]["other_share"]
    return [
        Figure(
            f"{transfer_key(row['asset_code'])}.andere_functie",
            _("In another function than office"),
            None if share is None else 100 * share,
            "%",
            2,
            show_scope_rules(options.scope),
        ),
        Figure(
            f"{transfer_key(row['asset_code'])}.gereedheid",
            _("Readiness"),
            row["readiness_pct"],
            "%",
            0,
            _("Weighted sum of eight parts; weights are a proposal."),
        ),
    ]


def _evidence(row: Mapping[str, Any], options: EstateOptions) -> Table:
    scope = row["scope"]
    facts: list[tuple[str, Any]] = [
        (_("Answer to the 25 % rule"), scope_outcome(scope["outcome"])),
        (_("Because"), explain_scope(scope, options.scope.threshold_share)),
        (_("Office area (m²)"), scope["office_area_m2"]),
        (_("Other functions (m²)"), scope["other_area_m2"]),
        (_("Shared space (m²)"), scope["common_area_m2"]),
        (_("Underground parking (m²)"), scope["parking_area_m2"]),
        (_("Without a function (m²)"), scope["unassigned_area_m2"]),
        (_("Share taken of (m²)"), scope["denominator_area_m2"]),
        (_("The entity asks"), scope["entity_requests"]),
        (
            _("Another answer with"),
            ", ".join(show_choice(choice) for choice in scope["choices"]) or _("no other reading"),
        ),
        (_("Outcome of the rules"), outcome_label(row["outcome"])),
        (_("Rules that hold"), show_rules(row["codes"]) or _("none")),
        (_("Rules that cannot be judged"), show_rules(row["doubts"]) or _("none")),
        (_("Earliest quarter by readiness"), row["earliest_quarter"]),
        (_("Last quarter by lease"), row["latest_quarter"]),
        (_("Lease ends"), row["lease_end"]),
        (_("Weakest parts"), ", ".join(part_label(part) for part in row["weakest_parts"]) or _("none")),
    ]
    return Table(
        "vastgoed.inkanteling.bewijs",
        _("The evidence"),
        [Column("field", _("Field")), Column("value", _("Value"))],
        [{"field": field, "value": _in_words(value)} for field, value in facts if value is not None],
        show_scope_rules(options.scope),
    )


def _in_words(value: Any) -> str:
    return show_number(value, 0) if isinstance(value, float) else show_value(value)


def _readiness(inputs: EstateInputs, row: Mapping[str, Any]) -> Table:
    known = {
        part["part"]: part
        for part in inputs.transfer_readiness.filter(pl.col("asset_code") == row["asset_code"]).iter_rows(named=True)
    }
    rows = []
    for code in (*known, *(part for part in row["missing_parts"] if part not in known)):
        part = known.get(code, {})
        share = part.get("status_share")
        rows.append(
            {
                "part": part_label(code),
                "status_pct": None if share is None else 100 * share,
                "evidence": part.get("evidence"),
                "assessed_on": part.get("assessed_on"),
            }
        )
    return Table(
        "vastgoed.inkanteling.onderdelen",
        _("Readiness, part by part"),
        [
            Column("part", _("Part")),
            Column("status_pct", _("Status"), "%", 0),
            Column("evidence", _("Evidence")),
            Column("assessed_on", _("Day")),
        ],
        rows,
        _("A part nobody reported counts as zero."),
    )
