"""Where a model stands in Lambert 72, whatever system it names, and how far that is from the register's point."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.georeference import State
from vastgoed.bim.limits import most

if TYPE_CHECKING:
    from collections.abc import Mapping

LAMBERT_72, LAMBERT_2008, WGS_84 = "EPSG:31370", "EPSG:3812", "EPSG:4326"

_SYSTEMS = {State.LAMBERT_72: LAMBERT_72, State.LAMBERT_2008: LAMBERT_2008}
_ORDER = (*_SYSTEMS, State.CRS_CONTRADICTED, State.CRS_MISSING, State.OTHER_CRS, State.LATITUDE_LONGITUDE)
_IN_LAMBERT_72 = (State.CRS_MISSING, State.CRS_CONTRADICTED)


def to_lambert72(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """A row of `BIM_GEOREFERENCE` as x and y in Lambert 72; None when it is no place in a system that is known.

    In metres.

    Coordinates that name no system, or one that they do not fit, are taken as the Belgian system they fit.

    >>> row = {"state": "lambert_2008", "crs_name": "EPSG:3812", "easting_m": 649328.0, "northing_m": 665262.0}
    >>> [round(part) for part in to_lambert72(row)]
    [149328, 165262]
    """
    state = State(row["state"])
    if state is State.LATITUDE_LONGITUDE:
        return _transformed(WGS_84, row["longitude_degrees"], row["latitude_degrees"])
    east, north = row.get("easting_m"), row.get("northing_m")
    if east is None or north is None or state not in _ORDER:
        return None
    if state in _IN_LAMBERT_72:
        return _transformed(LAMBERT_2008 if east > 400_000 else LAMBERT_72, east, north)
    system = _SYSTEMS.get(state)
    if system is None:
        code = re.search(r"(?:EPSG\D{0,3})?(\d{4,5})\s*$", str(row.get("crs_name") or ""))
        system = f"EPSG:{code[1]}" if code is not None else None
    return _transformed(system, east, north) if system is not None else None


def place_of_model(georeferences: list[dict[str, Any]]) -> tuple[dict[str, Any], tuple[float, float]] | None:
    """The georeference that is worth most, with its place in Lambert 72; None when there is none, in m."""
    for state in _ORDER:
        for row in georeferences:
            if row["state"] == state:
                place = to_lambert72(row)
                if place is not None:
                    return row, place
    return None


def check_place(
    georeferences: list[dict[str, Any]], points: Mapping[str, tuple[float, float]], codes: list[str]
) -> list[Finding]:
    """Findings on the place of a model: a default of the exporter, or far from the register's point.

    Args:
        georeferences: Rows of `BIM_GEOREFERENCE`.
        points: Asset code -> x and y of the register in Lambert 72. [m]
        codes: The codes that the model's buildings carry.
    """
    findings = [
        Finding(
            "bim.place.default_city",
            Severity.WARNING,
            N_("The model stands in {city}, where the exporter puts models that have no place."),
            {"city": row["default_city"], "reference": row["reference"]},
            remedy=N_("Export with IfcMapConversion in Lambert 72 (EPSG:31370) or Lambert 2008 (EPSG:3812)."),
        )
        for row in georeferences
        if row["default_city"]
    ]
    found = place_of_model(georeferences)
    if found is None:
        return findings
    row, place = found
    for code in codes:
        if code not in points:
            continue
        distance_m = math.dist(place, points[code])
        # A pin on a map is no survey: latitude and longitude are often those of the town.
        is_pin = row["state"] == State.LATITUDE_LONGITUDE
        if distance_m > most("register_distance_pin" if is_pin else "register_distance"):
            findings.append(
                Finding(
                    "bim.place.far",
                    Severity.WARNING,
                    N_("The model stands {distance_m} m from the point of {code} in the register ({reference})."),
                    {"distance_m": round(distance_m), "code": code, "reference": row["reference"]},
                    remedy=N_("Compare the coordinates of the model and of the register; one of the two is wrong."),
                )
            )
    return findings


@cache
def _transformer(system: str) -> Any:
    import pyproj
    from pyproj.exceptions import CRSError

    try:
        return pyproj.Transformer.from_crs(system, LAMBERT_72, always_xy=True)
    except CRSError:
        return None


def _transformed(system: str, east: float, north: float) -> tuple[float, float] | None:
    if system == LAMBERT_72:
        return east, north
    transformer = _transformer(system)
    if transformer is None:
        return None
    x, y = transformer.transform(east, north)
    return (float(x), float(y)) if math.isfinite(x) and math.isfinite(y) else None
