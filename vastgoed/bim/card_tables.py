"""Tables of the model card on the envelope, the zones and the place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, translate
from kern.report import Column, Table
from vastgoed.bim import words
from vastgoed.bim.facades import compute_facades, external_said_share
from vastgoed.bim.place import to_lambert72
from vastgoed.bim.words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vastgoed.bim.read_ifc import BimModel

KEY = "vastgoed.bim"


def facade_table(model: BimModel) -> Table:
    """Walls and glazing per building and façade, with their U-values and how much of the area states one."""
    envelope = model.details["envelope"]
    names = {
        row["building_step_id"]: row["building_long_name"] or row["building_name"]
        for row in model.buildings.iter_rows(named=True)
    }
    percent = ("window_to_wall_share", "wall_u_covered_share", "glazing_u_covered_share")
    rows = [
        {
            **row,
            "building": names.get(row["building_step_id"]) or _("no building"),
            "facing": in_words(words.FACADES, row["facade"]) or _("not known"),
            **{f"{name}_pct": None if row[name] is None else 100 * row[name] for name in percent},
        }
        for row in compute_facades(envelope).iter_rows(named=True)
    ]
    columns = [
        *([Column("building", _("Building"))] if len(names) > 1 else []),
        Column("facing", _("Façade")),
        Column("wall_count", _("Walls"), decimals=0),
        Column("wall_area_m2", _("Wall, windows included"), "m²", 1),
        Column("glazing_area_m2", _("Glazing"), "m²", 1),
        Column("window_to_wall_share_pct", _("Glazing of wall"), "%", 0),
        Column("wall_u_value_w_per_m2k", _("U-value of wall"), "W/m²K", 2),
        Column("wall_u_covered_share_pct", _("of its area"), "%", 0),
        Column("glazing_u_value_w_per_m2k", _("U-value of glazing"), "W/m²K", 2),
        Column("glazing_u_covered_share_pct", _("of its area"), "%", 0),
    ]
    said = external_said_share(envelope)
    text = N_(
        "Facing is told from true north and the ring of external walls. The model says of {share_pct} % of these walls "
        "and windows that they are external; the others are left out. A U-value of 0 counts as not stated."
    )
    note = translate(text, {"share_pct": round(100 * said)}) if said is not None else ""
    return Table(f"{KEY}.gevels", _("External walls and glazing"), columns, rows, note)


def zone_table(model: BimModel) -> Table:
    """The zones of a model with the number and area of their spaces."""
    areas = model.spaces.select("space_step_id", "area_m2")
    zones = (
        model.details["zones"]
        .join(areas, on="space_step_id", how="left", maintain_order="left")
        .group_by("zone_step_id", "zone_name", "zone_long_name", "zone_type", maintain_order=True)
        .agg(
            pl.col("space_step_id").count().alias("spaces"),
            pl.when(pl.col("area_m2").is_not_null().any()).then(pl.col("area_m2").sum()).alias("area_m2"),
        )
    )
    columns = [
        Column("zone_name", _("Zone")),
        Column("zone_long_name", _("Name")),
        Column("zone_type", _("Kind")),
        Column("spaces", _("Spaces"), decimals=0),
        Column("area_m2", _("Area"), "m²", 1),
    ]
    return Table(f"{KEY}.zones", _("Zones"), columns, zones.rows(named=True))


def georeference_table(model: BimModel, points: Mapping[str, tuple[float, float]], codes: Sequence[str]) -> Table:
    """Where the model says it stands, in Lambert 72 too, and how far that is from the register's point.

    Args:
        model: The model.
        points: Asset code -> x and y in Lambert 72 by the register. [m]
        codes: The asset codes that the model carries.
    """
    rows = []
    for row in model.details["georeference"].iter_rows(named=True):
        place = to_lambert72(row)
        near = [math.dist(place, points[code]) for code in codes if code in points] if place is not None else []
        rows.append(
            {
                **row,
                "state": _worth(row),
                "x_m": place[0] if place is not None else None,
                "y_m": place[1] if place is not None else None,
                "distance_m": min(near, default=None),
            }
        )
    columns = [
        Column("reference", _("Found in")),
        Column("state", _("What it is worth")),
        Column("crs_name", _("Coordinate system")),
        Column("easting_m", _("Easting"), "m", 1),
        Column("northing_m", _("Northing"), "m", 1),
        Column("height_m", _("Height"), "m", 2),
        Column("rotation_degrees", _("Rotation"), "°", 2),
        Column("x_m", _("x in Lambert 72"), "m", 0),
        Column("y_m", _("y in Lambert 72"), "m", 0),
        Column("distance_m", _("From the point in the register"), "m", 0),
        Column("latitude_degrees", _("Latitude"), "°", 5),
        Column("longitude_degrees", _("Longitude"), "°", 5),
    ]
    return Table(f"{KEY}.ligging", _("Where it stands"), columns, rows)


def _worth(row: dict[str, Any]) -> str:
    text = in_words(words.GEOREFERENCES, row["state"]) or ""
    if row["default_city"]:
        text += f" ({row['default_city']})"
    return "; ".join([text, _("unit taken as metres")]) if row["map_unit_doubtful"] else text
