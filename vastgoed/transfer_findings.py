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
