"""U-values and sizes of elements that cannot be: another unit than the file says, or a slip of a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def check_u_values(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Say how many stated U-values were not used.

    Args:
        rows: Of `BIM_ELEMENT` and `BIM_ENVELOPE`; an element may be in both.

    >>> row = {"element_step_id": 7, "u_value_w_per_m2k": None, "u_value_w_per_m2k_source": "Pset.U (28)"}
    >>> check_u_values([row, row, {**row, "u_value_w_per_m2k_source": None}])[0].evidence["count"]
    1
    """
    refused = {
        row["element_step_id"]: row["u_value_w_per_m2k_source"]
        for row in rows
        if row["u_value_w_per_m2k"] is None and row["u_value_w_per_m2k_source"] is not None
    }
    if not refused:
        return []
    return [
        Finding(
            "bim.unit.u_value",
            Severity.WARNING,
            N_("{count} U-values cannot be, such as {value}; they were not used."),
            {"count": len(refused), "value": next(iter(refused.values()))},
            remedy=N_("Have the U-values of the model corrected, in W/m²K."),
        )
    ]


def check_sizes(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Say how many stated widths and heights were not used.

    Args:
        rows: Of `BIM_ELEMENT`.

    >>> row = {"width_m": None, "width_m_source": "OverallWidth (0.0009 m)", "height_m": 2.1, "height_m_source": "H"}
    >>> check_sizes([row, {**row, "width_m_source": None}])[0].evidence["count"]
    1
    """
    refused = [
        row[f"{column}_source"]
        for row in rows
        for column in ("width_m", "height_m")
        if row[column] is None and row[f"{column}_source"] is not None
    ]
    if not refused:
        return []
    return [
        Finding(
            "bim.unit.size",
            Severity.WARNING,
            N_("{count} widths and heights cannot be, such as {value}; they were not used."),
            {"count": len(refused), "value": refused[0]},
            remedy=N_("Check the unit of length of the export."),
        )
    ]
