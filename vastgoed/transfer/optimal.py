"""The same plan by a mixed-integer solver (HiGHS), with a proven bound: how much could any plan gain at most?

Starts from the improved greedy plan, so it is never worse. HiGHS comes with `pip install highspy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import inf, isfinite
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_
from vastgoed.transfer.problem import NOTHING, Problem, compute_objective, limits_broken
from vastgoed.transfer.search import Places, improve

if TYPE_CHECKING:
    import highspy


@dataclass(frozen=True)
class Optimum:
    """What the solver found.

    Args:
        places: The plan.
        bound: No plan can reach more than this; infinity when nothing was proven.
    """

    places: Places
    bound: float


def solve(problem: Problem, start: Places, seconds: float) -> Optimum:
    """Look for the best plan for so many seconds.

    Args:
        problem: What must be planned.
        start: A plan that keeps to the room; the answer is at least as good.
        seconds: Time limit of the solver. [s]

    Raises:
        InputWrong: HiGHS is not installed.
    """
    if find_spec("highspy") is None:
        raise InputWrong(N_("The solver needs HiGHS. Install it with: pip install highspy"))
    model = _quiet_solver()
    model.setOptionValue("time_limit", float(seconds))
    model.setOptionValue("mip_rel_gap", 1e-6)
    columns = _variables(problem)
    _add_variables(model, problem, columns)
    _add_rows(model, problem, columns)
    _give_start(model, problem, columns, start.place)
    model.run()
    bound = -float(model.getInfo().mip_dual_bound)
    values = model.getSolution().col_value
    # Without columns, or stopped before the root was solved, there is nothing to read.
    found = _read_places(problem, columns, values) if len(values) else start
    best = max(found, start, key=lambda places: compute_objective(problem, places.place))
    reached = compute_objective(problem, best.place)
    return Optimum(best, max(bound, reached) if isfinite(bound) else inf)


def _quiet_solver() -> highspy.Highs:
    """A solver that leaves stdout to data: its banner is printed while it is made, before any option can be set."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            """Silence the solver before the first call that would print."""
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver: highspy.Highs = Quiet()  # type: ignore[no-untyped-call]
    return solver


def _variables(problem: Problem) -> dict[tuple[int, int], int]:
    """(building, quarter) -> number of its yes-or-no variable; only pairs that are possible."""
    pairs = [
        (index, place)
        for index, move in enumerate(problem.moves)
        for place in ([move.locked] if move.locked is not None else range(move.first, move.last + 1))
        if move.locked is not None or not limits_broken(problem, NOTHING, move.uses, place)
    ]
    return {pair: number for number, pair in enumerate(pairs)}


def _add_variables(model: highspy.Highs, problem: Problem, columns: dict[tuple[int, int], int]) -> None:
    import highspy

    for index, place in columns:
        move = problem.moves[index]
        least = 1.0 if move.locked is not None else 0.0
        model.addCol(-problem.worth(move, place), least, 1.0, 0, [], [])
        model.changeColIntegrality(columns[index, place], highspy.HighsVarType.kInteger)


def _add_rows(model: highspy.Highs, problem: Problem, columns: dict[tuple[int, int], int]) -> None:
    once: dict[int, list[int]] = {}
    inside: dict[int, list[tuple[int, int]]] = {}
    entities: dict[str, dict[int, list[int]]] = {}
    for (index, place), number in columns.items():
        once.setdefault(index, []).append(number)
        inside.setdefault(place, []).append((index, number))
        if problem.moves[index].entity_code:
            entities.setdefault(problem.moves[index].entity_code, {}).setdefault(place, []).append(number)
    for numbers in once.values():
        _row(model, -inf, 1.0, numbers, [1.0] * len(numbers))
    for place, members in inside.items():
        for limit, room in enumerate(problem.room[place]):
            if room != inf:
                uses = [problem.moves[index].uses[limit] for index, _ in members]
                _row(model, -inf, room, [number for _, number in members], uses)
    if problem.bundling_weight:
        for quarters in entities.values():
            _add_bundling(model, problem.bundling_weight, quarters)


def _add_bundling(model: highspy.Highs, weight: float, quarters: dict[int, list[int]]) -> None:
    """One variable per quarter an entity uses, and one for how many quarters more than one it uses."""
    used = []
    for numbers in quarters.values():
        model.addCol(0.0, 0.0, 1.0, 0, [], [])
        used.append(model.getNumCol() - 1)
        for number in numbers:
            _row(model, -inf, 0.0, [number, used[-1]], [1.0, -1.0])
    model.addCol(weight, 0.0, float(len(used)), 0, [], [])
    extra = model.getNumCol() - 1
    _row(model, -inf, 1.0, [*used, extra], [*([1.0] * len(used)), -1.0])


def _row(model: highspy.Highs, low: float, high: float, numbers: list[int], factors: list[float]) -> None:
    model.addRow(low, high, len(numbers), numbers, factors)


def _give_start(
    model: highspy.Highs, problem: Problem, columns: dict[tuple[int, int], int], place: Sequence[int | None]
) -> None:
    numbers = list(range(len(columns)))
    chosen = [1.0 if place[index] == quarter else 0.0 for index, quarter in columns]
    model.setSolution(len(numbers), numbers, chosen)


def _read_places(problem: Problem, columns: dict[tuple[int, int], int], values: Sequence[float]) -> Places:
    """The solver's plan; a building that breaks a limit by the solver's own tolerance is placed again."""
    places = Places(problem)
    chosen = [pair for pair, number in columns.items() if values[number] > 0.5]
    for index, place in sorted(chosen, key=lambda pair: -problem.moves[pair[0]].value):
        if problem.moves[index].locked is not None or places.fits(index, place):
            places.put(index, place)
    return improve(places)
