"""The planning problem as plain values, and the one objective that every planner uses.

objective = sum of value x quarters left in the horizon - bundling weight x extra quarters used per entity
            + change weight x buildings that keep their quarter of the plan before
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kern.errors import InputWrong
from kern.language import N_
from vastgoed.transfer.quarters import quarter_number, quarter_text

# What a quarter has room for, in the order of `Move.uses` and `Problem.room`.
LIMITS = ("buildings", "area_m2", "fte", "budget_eur")
Uses = tuple[float, float, float, float]
NOTHING: Uses = (0.0, 0.0, 0.0, 0.0)
_HAIR = 1e-9


@dataclass(frozen=True)
class Move:
    """One building that may be placed.

    Args:
        asset_code: The building.
        entity_code: The entity that gives it up; "" when unknown.
        value: Worth of one quarter with the agency (euro, or FTE when no cost is known).
        uses: What it takes of a quarter: buildings (always 1), m², FTE to absorb, euro of the budget.
        first: Position of the first quarter it may be placed in.
        last: Position of the last one.
        locked: Position it is fixed on, or None.
        previous: Position it had in the plan before, or None.
    """

    asset_code: str
    entity_code: str
    value: float
    uses: Uses
    first: int
    last: int
    locked: int | None = None
    previous: int | None = None


@dataclass(frozen=True)
class Problem:
    """Buildings, quarters and room.

    Args:
        quarters: The quarters that have a capacity, in order.
        weights: Quarters left from each, the quarter itself included.
        room: Per quarter the limits in the order of `LIMITS`; infinity is no limit.
        moves: The buildings, by code.
        bundling_weight: What each extra quarter of one entity costs, in the unit of value.
        change_weight: What each building earns that keeps its quarter of the plan before, in the unit of value.
    """

    quarters: tuple[str, ...]
    weights: tuple[int, ...]
    room: tuple[Uses, ...]
    moves: tuple[Move, ...]
    bundling_weight: float = 0.0
    change_weight: float = 0.0

    def worth(self, move: Move, place: int | None) -> float:
        """What a building adds in a quarter, bundling left out; a kept quarter earns the weight of a change."""
        if place is None:
            return 0.0
        return move.value * self.weights[place] + (self.change_weight if place == move.previous else 0.0)


def read_problem(
    candidates: pl.DataFrame, capacity: pl.DataFrame, bundling_weight: float, value: str, change_weight: float = 0.0
) -> Problem:
    """Turn frames into a problem; the order of the rows does not matter.

    Args:
        candidates: Buildings that may be planned: `asset_code`, `entity_code`, `area_m2`, `fte`, the column `value`,
            `budget_eur`, `earliest_quarter`, `latest_quarter` (null: open), `locked_quarter` (null: free),
            `previous_quarter`.
        capacity: `quarter`, `buildings`, `area_m2`, `fte`, `budget_eur` (null: no limit).
        bundling_weight: See `Problem`.
        value: Name of the value column.
        change_weight: See `Problem`.

    Raises:
        InputWrong: There is no capacity, a quarter stands twice, or a locked quarter has no capacity.
    """
    rows = capacity.with_columns(
        pl.col("quarter").map_elements(quarter_number, return_dtype=pl.Int64).alias("number")
    ).sort("number")
    if rows.is_empty():
        raise InputWrong(N_("The plan needs the capacity of at least one quarter."))
    if rows["number"].is_duplicated().any():
        double = quarter_text(rows.filter(pl.col("number").is_duplicated())["number"][0])
        raise InputWrong(N_("The capacity of {quarter} is given twice. Keep one row per quarter."), quarter=double)
    numbers: list[int] = rows["number"].to_list()
    room = [
        (*(float("inf") if row.get(limit) is None else float(row[limit]) for limit in LIMITS),)
        for row in rows.iter_rows(named=True)
    ]
    moves = [_move(row, numbers, value) for row in candidates.sort("asset_code").iter_rows(named=True)]
    return Problem(
        quarters=tuple(quarter_text(number) for number in numbers),
        weights=tuple(numbers[-1] + 1 - number for number in numbers),
        room=tuple((one, two, three, four) for one, two, three, four in room),
        moves=tuple(moves),
        bundling_weight=bundling_weight,
        change_weight=change_weight,
    )


def _move(row: Mapping[str, object], numbers: list[int], value: str) -> Move:
    def number(name: str) -> float:
        got = row.get(name)
        return float(got) if isinstance(got, int | float) else 0.0

    def quarter(name: str) -> int | None:
        got = row.get(name)
        return quarter_number(got) if isinstance(got, str) else None

    earliest, latest, locked = quarter("earliest_quarter"), quarter("latest_quarter"), quarter("locked_quarter")
    before = quarter("previous_quarter")
    fits = [
        place
        for place, at in enumerate(numbers)
        if (earliest is None or at >= earliest) and (latest is None or at <= latest)
    ]
    if locked is not None and locked not in numbers:
        raise InputWrong(
            N_("Building {asset} is locked on {quarter}, but that quarter has no capacity. Add it, or unlock."),
            asset=row["asset_code"],
            quarter=quarter_text(locked),
        )
    return Move(
        asset_code=str(row["asset_code"]),
        entity_code=str(row.get("entity_code") or ""),
        value=number(value),
        uses=(1.0, number("area_m2"), number("fte"), number("budget_eur")),
        first=fits[0] if fits else len(numbers),
        last=fits[-1] if fits else -1,
        locked=numbers.index(locked) if locked is not None else None,
        previous=numbers.index(before) if before in numbers else None,
    )


def compute_objective(problem: Problem, places: Sequence[int | None]) -> float:
    """The objective of a plan; greedy, swaps and the solver are all measured with it.

    Args:
        problem: The problem.
        places: Position of the quarter per building, None when it is not placed.
    """
    total = 0.0
    used: dict[str, set[int]] = {}
    for move, place in zip(problem.moves, places, strict=True):
        if place is not None:
            total += problem.worth(move, place)
            if move.entity_code:
                used.setdefault(move.entity_code, set()).add(place)
    return total - problem.bundling_weight * sum(len(quarters) - 1 for quarters in used.values())


def limits_broken(problem: Problem, taken: Sequence[float], uses: Sequence[float], place: int) -> tuple[str, ...]:
    """Which limits of a quarter a building would break on top of what is taken."""
    return tuple(
        name
        for name, have, take, limit in zip(LIMITS, taken, uses, problem.room[place], strict=True)
        if have + take > with_hair(limit)
    )


def with_hair(limit: float) -> float:
    """A limit with room for the rounding noise of a sum."""
    return limit * (1 + _HAIR) + _HAIR
