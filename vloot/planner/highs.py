"""HiGHS: hands a model to the solver and brings back values, cost and the proven bound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vloot.planner.model import SOFT, Key, LinearModel

if TYPE_CHECKING:
    import highspy

_GAP = 1e-4


@dataclass(frozen=True)
class Solved:
    """What the solver found.

    Args:
        values: Meaning of a column -> value; empty when nothing fits.
        objective: Cost of the values; infinite when nothing fits.
        bound: No plan can cost less than this.
        is_infeasible: Proven that nothing fits.
        prices: Meaning of a row -> what one unit of room in it would save; only of a relaxed model.
    """

    values: dict[Key, float]
    objective: float
    bound: float
    is_infeasible: bool
    prices: dict[Key, float]


def _quiet() -> highspy.Highs:
    """A solver that leaves stdout to data: its banner is printed while it is made, before any option can be set."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:
            """Silence the solver before the first call that would print."""
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver: highspy.Highs = Quiet()  # type: ignore[no-untyped-call]
    return solver


def _load(model: LinearModel, relaxed: bool) -> highspy.Highs:
    import highspy
    import numpy as np

    starts, columns, factors = [0], [], []
    for _key, terms, _lower, _upper in model.rows:
        columns += [column for column, _factor in terms]
        factors += [factor for _column, factor in terms]
        starts.append(len(columns))
    lp: Any = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.rows)
    lp.col_cost_ = _floats(model.cost, np)
    lp.col_lower_, lp.col_upper_ = _floats(model.lower, np), _floats(model.upper, np)
    lp.row_lower_ = _floats([row[2] for row in model.rows], np)
    lp.row_upper_ = _floats([row[3] for row in model.rows], np)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(columns, dtype=np.int32)
    lp.a_matrix_.value_ = _floats(factors, np)
    if not relaxed:
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[whole] for whole in model.is_whole]
    solver = _quiet()
    solver.passModel(lp)
    return solver


def _floats(numbers: list[float], np: Any) -> Any:
    return np.array(numbers, dtype=float)


def solve_model(model: LinearModel, seconds: float = 60.0, relaxed: bool = False, gap: float = _GAP) -> Solved:
    """Solve a model.

    Args:
        model: The model.
        seconds: Most time; what was found by then is returned with the bound proven by then.
        relaxed: Leave out that numbers are whole; quick, and it gives the prices of the rows.
        gap: Stop when cost and bound lie this close, as a share of the cost.
    """
    import highspy

    solver = _load(model, relaxed)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", gap)
    solver.run()
    status = solver.getModelStatus()
    infeasible = status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    )
    info: Any = solver.getInfo()
    feasible = info.primal_solution_status == 2
    if infeasible or not feasible:
        return Solved({}, math.inf, math.inf if infeasible else float(info.mip_dual_bound), infeasible, {})
    solution: Any = solver.getSolution()
    found = [float(value) for value in solution.col_value]
    if not relaxed:
        found = [float(round(value)) if whole else value for value, whole in zip(found, model.is_whole, strict=True)]
    values = {key: found[number] for key, number in model.index.items()}
    objective = float(info.objective_function_value)
    bound = objective if relaxed or not any(model.is_whole) else float(info.mip_dual_bound)
    prices = {}
    if relaxed:
        duals = solution.row_dual
        prices = {row[0]: abs(float(duals[place])) for place, row in enumerate(model.rows) if row[0][0] in SOFT}
    return Solved(values, objective, bound, False, prices)


def with_slack(model: LinearModel) -> LinearModel:
    """The model that asks only for the least shortage: every soft row may be broken at a price, nothing else costs.

    The price of a shortage is one per part of the row's own size, so that kilograms, euros and places weigh alike.
    """
    loose = LinearModel(
        index=dict(model.index),
        cost=[0.0] * len(model.cost),
        lower=list(model.lower),
        upper=list(model.upper),
        is_whole=list(model.is_whole),
    )
    for key, terms, lower, upper in model.rows:
        terms_now = list(terms)
        if key[0] in SOFT:
            size = max(1.0, abs(lower) if math.isfinite(lower) else 0.0, abs(upper) if math.isfinite(upper) else 0.0)
            loose.column(("short", *key), 1.0 / size)
            sign = 1.0 if math.isfinite(lower) else -1.0
            terms_now.append((loose.index[("short", *key)], sign))
        loose.rows.append((key, terms_now, lower, upper))
    return loose
