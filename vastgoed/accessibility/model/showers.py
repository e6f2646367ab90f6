"""Showers: the size and the slope of their zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.flights import find_slope
from vastgoed.accessibility.model.value import ModelValue, as_cm, as_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan


def measure_showers(plan: Plan) -> Iterator[ModelValue]:
    """The zone of every shower that is drawn."""
    for row in plan.of("sanitary"):
        if row["predefined_type"] != "SHOWER" or row["box_width_m"] is None:
            continue
        step_id, label = row["element_step_id"], plan.labels[row["element_step_id"]]
        size = f"{as_cm(row['box_width_m'])}x{as_cm(row['box_length_m'])}"
        yield ModelValue("SHW-01", step_id, label, size, basis="body", reason=N_("Size of the shower as drawn."))
        mesh = plan.geometry.mesh(step_id)
        if mesh is not None:
            slope = find_slope(*mesh)
            pct = 0.0 if slope is None else slope.pct
            text = N_("Slope of the top of the shower as drawn.")
            yield ModelValue("SHW-02", step_id, label, as_number(pct), "percent", basis="body", reason=text)
