"""Where the figures on mobility and on charging behind building meters came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _
from kern.report import Trace
from vloot.depots import depot_charging
from vloot.keys import FleetKey, unknown_key

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs

_DETAILS = {"": "fte", "vermeden": "trips_avoided", "gedeeld": "trips_shared", "duurzaam": None}


def trace_mobility(key: str, asked: FleetKey, inputs: FleetInputs) -> Trace:
    """What the entities told, by file.

    Raises:
        InputWrong: No figure has this key.
    """
    if asked.detail not in _DETAILS:
        raise unknown_key(key)
    indicator = _DETAILS[asked.detail]
    told = inputs.mobility.filter(pl.col("year") == asked.year)
    if indicator is not None:
        told = told.filter(pl.col("indicator") == indicator)
    rows = (
        told.group_by("import_id", "indicator")
        .agg(pl.len().alias("rows"), pl.col("value").sum())
        .sort("import_id", "indicator", nulls_last=True)
    )
    texts = {
        "": _("Kilometres of service vehicles divided by staff, over the entities of which both are known."),
        "vermeden": _("The sum of the trips that the entities counted as avoided."),
        "gedeeld": _("The sum of the trips that the entities counted as shared."),
        "duurzaam": _("Kilometres shared, cycled or by public transport divided by all kilometres for the service."),
    }
    rules = {_("Indicators"): "data/fleet/mobility_indicators.csv"}
    return Trace(key, texts[asked.detail], rows.to_dicts(), rules=rules)


def trace_depots(key: str, asked: FleetKey, inputs: FleetInputs) -> Trace:
    """The chargers behind building meters and what was charged there."""
    charged = depot_charging(inputs).filter(pl.col("year") == asked.year, pl.col("meter").is_not_null())
    listed = inputs.charge_points.filter(pl.col("meter").is_not_null())
    places = listed.select("asset_code", "meter", "import_id").unique(["asset_code", "meter"], maintain_order=True)
    rows = (
        charged.group_by("asset_code", "meter")
        .agg(pl.col("charged_kwh").sum(), pl.col("sessions_count").sum().alias("rows"))
        .join(places, on=["asset_code", "meter"], how="left")
        .sort("asset_code", "meter")
    )
    text = _("Sessions at chargers of the list that hang behind a building meter, on the days the list gives.")
    return Trace(key, text, rows.to_dicts(), rules={})
