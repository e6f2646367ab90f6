"""Which doors of a model the label does not judge, said once with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.findings import Finding, Severity
from kern.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_WHY = {
    "storage": N_("of storage rooms"),
    "technical": N_("of technical rooms"),
    "shaft": N_("of shafts"),
    "gate": N_("gates for vehicles"),
}


def left_out_findings(counts: Mapping[str, int]) -> list[Finding]:
    """One finding that says how many doors are not judged and why; none when every door is.

    Args:
        counts: Why -> doors, from `vastgoed.accessibility.model.doors.left_out_doors`.

    >>> [finding.evidence["kinds"] for finding in left_out_findings({"storage": 3, "technical": 1})]
    ['3 of storage rooms, 1 of technical rooms']
    """
    if not counts:
        return []
    text = N_("Doors that were not judged: {count} ({kinds}). Neither width nor room was measured there.")
    kinds = ", ".join(f"{count} {_(_WHY[why])}" for why, count in counts.items())
    remedy = N_(
        "Whoever works there must pass them too: measure them on the spot where needed, or give a room that is no "
        "storage its own name in the model."
    )
    evidence = {"count": sum(counts.values()), "kinds": kinds}
    return [Finding("accessibility.doors_left_out", Severity.INFO, text, evidence, remedy=remedy)]
