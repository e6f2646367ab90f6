"""Drawing of the plan of measures against the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from energie.figures import _axes, _draw_actual, _label_at_end, _round, _year_ticks
from kern.language import _
from kern.palette import ACTUAL, GOOD, PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure


def draw_plan(
    actual: Mapping[int, float], expected: Mapping[int, float], path: Mapping[int, float], unit: str
) -> Figure:
    """Actual values, what the plan makes of them, and the path.

    Args:
        actual: Year -> value, in the unit printed.
        expected: Year -> value with the plan, from the report year on.
        path: Year -> what is allowed.
        unit: As printed.
    """
    figure, axes = _axes(unit)
    top = max([*actual.values(), *expected.values(), *path.values(), 1e-9])
    years = sorted({*actual, *expected, *path})
    labels: list[tuple[float, str, str]] = []
    if path:
        axes.plot(list(path), list(path.values()), color=PATH, linewidth=2)
        labels.append((path[max(path)], _("Path {value}").format(value=_round(path[max(path)], top)), PATH))
    if expected:
        axes.step(
            list(expected), list(expected.values()), where="mid", color=GOOD, linewidth=2.2, linestyle=(0, (5, 2))
        )
        end = max(expected)
        labels.append((expected[end], _("With the plan {value}").format(value=_round(expected[end], top)), GOOD))
    if actual:
        _draw_actual(axes, actual, set())
        last = max(actual)
        axes.annotate(
            _("Actual {value}").format(value=_round(actual[last], top)), (last, actual[last]), xytext=(6, 10),
            textcoords="offset points", color=ACTUAL, fontsize=10.5, fontweight="bold",
        )  # fmt: skip
    axes.set_ylim(0, top * 1.15)
    if years:
        axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
        axes.set_xticks(_year_ticks(years))
        _label_at_end(axes, years[-1], labels, top)
    return figure
