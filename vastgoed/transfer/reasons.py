"""Why a building got its quarter, or none: a code in the plan, a sentence where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kern.language import N_, _, translate
from vastgoed.code_lists import codes, name_of
from vastgoed.transfer.problem import NOTHING, Problem, limits_broken
from vastgoed.transfer.quarters import quarter_number
from vastgoed.transfer.readiness import part_label
from vastgoed.transfer.rules import outcome_label
from vastgoed.transfer.search import Places


def find_reason(
    problem: Problem, places: Places, index: int, latest: str | None, earliest: str | None
) -> tuple[str, tuple[str, ...]]:
    """Why a building stands where it stands in a finished plan.

    Returns:
        The code of the reason, and the limits on which its earliest quarter has no room.
    """
    move, place = problem.moves[index], places.place[index]
    if move.locked is not None:
        return "plan.locked", ()
    if move.first > move.last:
        return _no_window(problem, latest, earliest), ()
    taken = places.taken
    if place is None:
        alone = [limits_broken(problem, NOTHING, move.uses, at) for at in range(move.first, move.last + 1)]
        if all(alone):
            return "plan.too_large", alone[0]
        return "plan.no_room", limits_broken(problem, taken[move.first], move.uses, move.first)
    if place == move.previous and problem.change_weight and place != move.first:
        return "plan.kept", limits_broken(problem, taken[move.first], move.uses, move.first)
    if place == move.first:
        waits = earliest is not None and quarter_number(earliest) > quarter_number(problem.quarters[0])
        return ("plan.waits" if waits else "plan.ready"), ()
    if any(places.fits(index, at) for at in range(move.first, place)):
        return "plan.better_later", ()
    return "plan.no_room_before", limits_broken(problem, taken[move.first], move.uses, move.first)


def _no_window(problem: Problem, latest: str | None, earliest: str | None) -> str:
    if latest is not None and quarter_number(latest) < max(
        quarter_number(problem.quarters[0]), quarter_number(earliest) if earliest else 0
    ):
        return "plan.window_closed"
    return "plan.beyond_horizon"


_REASONS = {
    "plan.ready": N_("Ready: placed in the first quarter of the plan."),
    "plan.waits": N_("Waits for {part} (earliest {earliest_quarter})."),
    "plan.no_room_before": N_("{first_quarter} is full on {limits}; next room in {quarter}."),
    "plan.kept": N_("Keeps {quarter}, its quarter in the plan before."),
    "plan.better_later": N_("Placed in {quarter} so that its entity moves in fewer quarters."),
    "plan.locked": N_("Fixed on {quarter} by decision."),
    "plan.no_room": N_("No quarter from {first_quarter} on has room on {limits} for it."),
    "plan.too_large": N_("Larger than the room of any single quarter on {limits}."),
    "plan.window_closed": N_("The lease window closed in {latest_quarter}, before the building can be ready."),
    "plan.beyond_horizon": N_("Ready in {earliest_quarter}, after the last quarter of the plan."),
    "plan.transferred": N_("Already managed by the agency."),
    "plan.size_unknown": N_(
        "Not planned: its floor area, FTE or one-off cost is not known, so it cannot be set against the room."
    ),
    "plan.waits_open": N_("Not planned: waits for {part}, and nobody knows until when."),
    "plan.entity_declines": N_("Not planned: its entity stays out in this exercise."),
    "plan.rule": N_("Not planned: {outcome} ({codes})."),
}
_LIMITS = {
    "buildings": N_("number of buildings"),
    "area_m2": N_("m²"),
    "fte": N_("FTE"),
    "budget_eur": N_("budget"),
}


def wait_label(code: str) -> str:
    """What a building waits for: a part of its readiness or a dependency, in the language in force.

    >>> wait_label("decree"), wait_label("sponsor")
    ('decree', 'sponsor in the entity')
    """
    return name_of("dependency", code) if code in codes("dependency") else part_label(code)


def show_limits(limits: tuple[str, ...] | list[str]) -> str:
    """The names of limits in the language in force.

    >>> show_limits(["area_m2", "fte"])
    'm², FTE'
    """
    return ", ".join(_(_LIMITS[name]) for name in limits)


def explain_placement(row: Mapping[str, Any], first_quarter: str) -> str:
    """Why a building stands where it stands, as a sentence in the language in force.

    Args:
        row: A row of `Plan.rows`.
        first_quarter: The first quarter of the plan.

    >>> row = {"reason": "plan.waits", "waits_for": "sponsor", "earliest_quarter": "2027Q3", "latest_quarter": "2028Q2",
    ...     "quarter": "2027Q3"}
    >>> explain_placement(row, "2027Q1")
    'Waits for sponsor in the entity (earliest 2027Q3). The lease window closes in 2028Q2.'
    """
    start = row.get("earliest_quarter")
    known_start = start if start and quarter_number(start) > quarter_number(first_quarter) else first_quarter
    waits_for = row.get("waits_for")
    text = translate(
        _REASONS[row["reason"]],
        {
            "part": wait_label(waits_for) if waits_for else _("its own date"),
            "earliest_quarter": start,
            "latest_quarter": row.get("latest_quarter"),
            "first_quarter": known_start,
            "quarter": row.get("quarter"),
            "limits": show_limits(row.get("full_on") or []),
            "outcome": outcome_label(row["outcome"]) if row.get("outcome") else "–",
            "codes": ", ".join(row.get("codes") or []) or "–",
        },
    )
    if row.get("quarter") and row.get("latest_quarter"):
        closes = translate(N_("The lease window closes in {quarter}."), {"quarter": row["latest_quarter"]})
        text = f"{text} {closes}"
    return text
