"""The section with the map of the buildings, coloured by an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, translate
from kern.report import Chart, Column, Section, Table
from vastgoed.map import Indicator, compute_points
from vastgoed.map_figure import draw_map

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_SHOWN = 10


def map_section(
    inputs: EstateInputs, options: EstateOptions, chosen: Indicator, values: pl.DataFrame | None = None
) -> Section:
    """Where the buildings are.

    Args:
        inputs: The registers.
        options: The day.
        chosen: What they are coloured by.
        values: As for `compute_points`.
    """
    points, lost = compute_points(inputs, options, chosen, values)
    label = _(chosen.label)
    unknown = points.filter(pl.col("value").is_null() & pl.col("group").is_null()).height
    message = translate(
        N_("{count} buildings on the map, by: {label}; unknown for {unknown}, {lost} without a usable point."),
        {"count": points.height, "label": label, "unknown": unknown, "lost": lost.height},
    )
    table = Table(
        "vastgoed.kaart.punten",
        _("Buildings on the map"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("x_lambert72_m", "X", "m", 0),
            Column("y_lambert72_m", "Y", "m", 0),
            Column("value", label, chosen.unit, 1) if points["group"].null_count() == points.height
            else Column("group", label),
        ],
        points.to_dicts(),
        _("Coordinates in Lambert 72 (EPSG:31370)."),
    )  # fmt: skip
    blocks: list[Any] = [table]
    if points.height:
        alt = translate(N_("Plan of Flanders with {count} buildings, by: {label}."),
                        {"count": points.height, "label": label})  # fmt: skip
        title = translate(N_("Where the buildings are, by: {label}"), {"label": label})
        blocks = [Chart("vastgoed.kaart.beeld", title, alt, lambda: draw_map(points, label, chosen.unit), table)]
    return Section("vastgoed.kaart", _("Map of the buildings"), message, blocks, _findings(lost))


def _findings(lost: pl.DataFrame) -> list[Finding]:
    if lost.is_empty():
        return []
    some = ", ".join(lost["asset_code"].head(_SHOWN)) + (" …" if lost.height > _SHOWN else "")
    return [
        Finding(
            "estate.map.no_point",
            Severity.WARNING,
            N_("Buildings without a point in Belgium (Lambert 72), so not on the map: {count} ({codes})."),
            {"count": lost.height, "codes": some, "assets": lost["asset_code"].to_list()},
            remedy=N_("Fill in X and Y in Lambert 72; swapped or other coordinates lie outside Belgium."),
        )
    ]
