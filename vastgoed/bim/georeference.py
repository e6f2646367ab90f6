"""Where on earth a model says it stands, and whether that can be true for a building in Belgium.

IFC4 has IfcMapConversion; IFC2X3 models carry the same in property sets on the project or the site. Latitude and
longitude of the site are weak: exporters fill in the city of their maker when nobody does.
"""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import is_declared
from vastgoed.bim.limits import is_within, most
from vastgoed.bim.scales import scale_of_unit
from vastgoed.bim.texts import clean
from vastgoed.bim.values import StatedValue, read_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Row = dict[str, object]


class State(StrEnum):
    """What a georeference is worth."""

    LAMBERT_72 = "lambert_72"
    LAMBERT_2008 = "lambert_2008"
    CRS_MISSING = "crs_missing"  # coordinates that fit a Belgian system, which is not named
    CRS_CONTRADICTED = "crs_contradicted"  # names one Belgian system, fits the other
    OTHER_CRS = "other_crs"
    OUTSIDE_BELGIUM = "outside_belgium"
    LATITUDE_LONGITUDE = "latitude_longitude"  # in Belgium, to the precision of a pin on a map
    DEFAULT_CITY = "default_city"


_BELGIAN = (State.LAMBERT_72, State.LAMBERT_2008)
_NAMES = (
    (re.compile(r"\b(31370|6190)\b|lambert[\s_]*(19)?72"), State.LAMBERT_72),
    (re.compile(r"\b(3812|8370)\b|lambert[\s_]*2008"), State.LAMBERT_2008),
)
_DEFAULT_CITIES = {"Boston": (42.36, -71.06), "Chicago": (41.87, -87.64), "Beijing": (39.92, 116.43)}
_UNIT_NAMES = {"metre": 1.0, "meter": 1.0, "m": 1.0, "millimetre": 1e-3, "millimeter": 1e-3, "mm": 1e-3, "foot": 0.3048}
_PROPERTIES = frozenset(
    ("eastings", "northings", "orthogonalheight", "xaxisabscissa", "xaxisordinate", "name", "mapunit")
)


def judge_coordinates(crs_name: str | None, easting_m: float, northing_m: float) -> State:
    """What coordinates in a named system are worth.

    >>> judge_coordinates("EPSG:31370", 104_046.0, 194_130.0).value
    'lambert_72'
    >>> judge_coordinates("EPSG:31370", 603_374.0, 694_142.0).value
    'crs_contradicted'
    >>> judge_coordinates("EPSG:9897", 76_670.0, 77_179.0).value, judge_coordinates("EPSG:3812", 0.0, 0.0).value
    ('other_crs', 'outside_belgium')
    """
    named = next((state for pattern, state in _NAMES if crs_name and pattern.search(crs_name.lower())), None)
    fits = next((state for state in _BELGIAN if _inside(state, easting_m, northing_m)), None)
    if crs_name and named is None:
        return State.OTHER_CRS
    if fits is None:
        return State.OUTSIDE_BELGIUM
    if named is None:
        return State.CRS_MISSING
    return named if named is fits else State.CRS_CONTRADICTED


def judge_latitude_longitude(latitude: float, longitude: float) -> tuple[State, str | None]:
    """What latitude and longitude are worth, and the exporter's default city when it is one.

    >>> judge_latitude_longitude(41.874, -87.635)
    (<State.DEFAULT_CITY: 'default_city'>, 'Chicago')
    >>> judge_latitude_longitude(50.88, 4.70)[0].value
    'latitude_longitude'
    """
    for city, (north, east) in _DEFAULT_CITIES.items():
        if max(abs(latitude - north), abs(longitude - east)) <= most("default_city_near"):
            return State.DEFAULT_CITY, city
    inside = is_within("latitude", latitude) and is_within("longitude", longitude)
    return (State.LATITUDE_LONGITUDE if inside else State.OUTSIDE_BELGIUM), None


def _inside(system: State, easting_m: float, northing_m: float) -> bool:
    return is_within(f"{system}_easting", easting_m) and is_within(f"{system}_northing", northing_m)


def georeference_rows(model: Model, scales: Scales) -> list[Row]:
    """Every georeference of a model, the strongest first: the columns of `BIM_GEOREFERENCE`."""
    rows = []
    if is_declared("IfcMapConversion", model.schema_identifier):
        rows += [row for each in model.by_type("IfcMapConversion") if (row := _from_conversion(each, scales))]
    for kind in ("IfcProject", "IfcSite"):
        for element in model.by_type(kind):
            row = _from_property_sets(kind, read_values(element, _PROPERTIES), scales)
            rows += [row] if row else []
    for site in model.by_type("IfcSite"):
        latitude, longitude = degrees_of(site.RefLatitude), degrees_of(site.RefLongitude)
        if latitude is not None and longitude is not None and (latitude, longitude) != (0.0, 0.0):
            state, city = judge_latitude_longitude(latitude, longitude)
            rows.append(
                _row("IfcSite.RefLatitude", state, latitude_degrees=latitude, longitude_degrees=longitude)
                | {"default_city": city}
            )
    return [{**row, "reference_number": number} for number, row in enumerate(rows)]


def _from_conversion(conversion: Any, scales: Scales) -> Row | None:
    crs = conversion.TargetCRS
    # Without a map unit the project's own length unit holds.
    unit_m = scale_of_unit(getattr(crs, "MapUnit", None)) or scales.length_m
    turned = (conversion.XAxisAbscissa, conversion.XAxisOrdinate)
    name = clean(crs.Name) if crs is not None else None
    numbers = (conversion.Eastings, conversion.Northings, conversion.OrthogonalHeight)
    return _on_map("IfcMapConversion", name, numbers, turned, unit_m)


def _from_property_sets(kind: str, values: list[StatedValue], scales: Scales) -> Row | None:
    found: dict[str, StatedValue] = {}
    for value in values:
        set_name = value.set_name.lower()
        if set_name in ("epset_mapconversion", "epset_projectedcrs"):
            found[f"{set_name}.{value.name.lower()}"] = value
    crs = found.get("epset_projectedcrs.name")
    unit = found.get("epset_projectedcrs.mapunit")
    east = found.get("epset_mapconversion.eastings")
    unit_m = _UNIT_NAMES.get(str(unit.value).strip().lower()) if unit is not None else None
    if unit_m is None:
        # A length is in the project's unit unless it names its own; a plain number is taken as metres.
        is_length = east is not None and "Length" in east.measure
        unit_m = ((east.unit_scale if east is not None else None) or scales.length_m) if is_length else 1.0
    part = {name: _number(found, f"epset_mapconversion.{name}") for name in _PROPERTIES}
    numbers = (part["eastings"], part["northings"], part["orthogonalheight"])
    turned = (part["xaxisabscissa"], part["xaxisordinate"])
    name = clean(crs.value) if crs is not None else None
    return _on_map(f"{kind}.ePSet_MapConversion", name, numbers, turned, unit_m)


def _number(found: Mapping[str, StatedValue], key: str) -> float | None:
    value = found[key].value if key in found else None
    try:
        number = None if value is None or isinstance(value, bool) else float(value)
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None


def _on_map(
    reference: str,
    crs_name: str | None,
    numbers: tuple[float | None, float | None, float | None],
    turned: tuple[float | None, float | None],
    unit_m: float,
) -> Row | None:
    east, north, height = numbers
    if east is None or north is None:
        return None
    state = judge_coordinates(crs_name, east * unit_m, north * unit_m)
    doubtful = False
    if state is State.OUTSIDE_BELGIUM and unit_m != 1.0:
        in_metres = judge_coordinates(crs_name, east, north)
        if in_metres is not State.OUTSIDE_BELGIUM:
            state, unit_m, doubtful = in_metres, 1.0, True
    along, across = turned
    known = along is not None and across is not None and (along, across) != (0.0, 0.0)
    return _row(
        reference,
        state,
        crs_name=crs_name,
        easting_m=east * unit_m,
        northing_m=north * unit_m,
        height_m=None if height is None else height * unit_m,
        rotation_degrees=math.degrees(math.atan2(across or 0.0, along or 0.0)) if known else None,
        map_unit_m=unit_m,
        map_unit_doubtful=doubtful,
    )


def _row(reference: str, state: State, **known: object) -> Row:
    return {"reference": reference, "state": state.value, **known}


def degrees_of(compound: Any) -> float | None:
    """Degrees, minutes, seconds and millionths of a second as degrees.

    >>> round(degrees_of((41, 52, 27, 840000)), 4), degrees_of(None)
    (41.8744, None)
    """
    if not compound or not all(isinstance(part, int) for part in compound):
        return None
    scales = (1.0, 60.0, 3600.0, 3.6e9)
    return float(sum(part / scale for part, scale in zip(compound, scales, strict=False)))
