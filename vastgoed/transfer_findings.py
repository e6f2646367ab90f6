"""What a reader of the transfer plan must know about the data behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.counted import counted_finding

if TYPE_CHECKING:
    from vastgoed.transfer.assess import Transfer


def transfer_findings(rows: pl.DataFrame, transfer: Transfer) -> list[Finding]:
    """Unreported parts, unknown lease ends, estimated people, and a capacity that is not there.

    Args:
        rows: Of `transfer_groups.gathered`.
        transfer: The assessment.
    """
    still_open = rows.filter(pl.col("group") != "transferred", pl.col("may_be_planned"))
    found = [
        *counted_finding(
            "estate.transfer.parts_missing",
            Severity.WARNING,
            N_("Buildings with a part of the readiness that nobody reported: {count} ({examples}). It counts as zero."),
            still_open.filter(pl.col("missing_parts").list.len() > 0),
            None,
            N_("Load the readiness of these buildings."),
        ),
        *counted_finding(
            "estate.transfer.lease_unknown",
            Severity.WARNING,
            N_("Leased buildings without a known lease end, planned as if it were open: {count} ({examples})."),
            still_open.filter(pl.col("is_leased"), pl.col("lease_end").is_null()),
            None,
            N_("Load the contracts of these buildings."),
        ),
        *counted_finding(
            "estate.transfer.fte_estimated",
            Severity.INFO,
            N_("Buildings whose people were estimated from their floor area: {count} ({examples})."),
            still_open.filter("fte_is_estimated"),
            None,
            N_("Fill in the FTE housed."),
        ),
    ]
    found += [
        *counted_finding(
            "estate.transfer.lock_broken",
            Severity.ERROR,
            N_("Decisions on a quarter that cannot stand, so planned freely: {count} ({examples})."),
            rows.filter(pl.col("lock_broken").is_not_null()),
            None,
            N_("Raise the capacity of that quarter, or decide anew: koers vastgoed inkanteling vast"),
        ),
        *counted_finding(
            "estate.transfer.lock_against_rule",
            Severity.ERROR,
            N_("Buildings fixed on a quarter while a rule keeps them out: {count} ({examples})."),
            rows.filter(
                pl.col("locked_quarter").is_not_null(), ~pl.col("may_be_planned"), pl.col("group") != "transferred"
            ),
            None,
            N_("Settle the rule, or release the building: koers vastgoed inkanteling los"),
        ),
        *counted_finding(
            "estate.transfer.dependency_open",
            Severity.WARNING,
            N_("Buildings that wait for a network, contract or decree without a day: {count} ({examples})."),
            still_open.filter(pl.col("dependency_open").fill_null(False)),
            None,
            N_("Write down when it is ready, in inkanteling-afhankelijkheden.csv."),
        ),
        *counted_finding(
            "estate.transfer.tasks_unknown",
            Severity.INFO,
            N_("Buildings whose staff to absorb were estimated from other buildings: {count} ({examples})."),
            still_open.filter(pl.col("absorbed_basis") == "estimated"),
            None,
            N_("Load the tasks of these buildings, such as inkanteling-taken.csv."),
        ),
        *counted_finding(
            "estate.transfer.one_off_estimated",
            Severity.INFO,
            N_("Buildings whose one-off cost was estimated from their floor area: {count} ({examples})."),
            still_open.filter("budget_is_estimated"),
            None,
            N_("Load their one-off cost, such as inkanteling-kosten.csv."),
        ),
    ]
    if transfer.plan is None:
        found.append(
            Finding(
                "estate.transfer.no_capacity",
                Severity.WARNING,
                N_("There is no capacity of a coming quarter, so there is no plan."),
                remedy=N_("Load a file with quarters, buildings, m² and FTE, such as inkanteling-capaciteit.csv."),
            )
        )
    return found
