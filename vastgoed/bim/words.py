"""The codes of the BIM frames in words, marked for translation where they are shown."""

from __future__ import annotations

from kern.language import N_, _

METHODS = {
    "stated_quantity": N_("stated quantity"),
    "footprint_quantity": N_("footprint quantity"),
    "exporter_property": N_("property of the exporter"),
    "user_mapping": N_("own mapping"),
    "analytic_profile": N_("profile of the body"),
    "mesh": N_("mesh of the body"),
}
BASES = {"net": N_("net"), "gross": N_("gross"), "unknown": N_("not said")}
CONFIDENCES = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
CROSSCHECKS = {
    "agrees": N_("fits the body within 1 %"),
    "close": N_("fits the body within 5 %"),
    "gross_like": N_("above the body, as with walls"),
    "smaller": N_("below the body"),
    "unit_factor": N_("another unit than the body"),
    "differs": N_("does not fit the body"),
    "not_checked": N_("not checked"),
}
COUNTED = {
    "counted": N_("yes"),
    "external": N_("no: outside"),
    "gross_area_space": N_("no: stands for a gross area"),
    "part_of_space": N_("no: part of a space that counts"),
    "whole_of_parts": N_("no: its parts count"),
    "duplicate": N_("no: stands there twice"),
}
AREA_SOURCES = {
    "stated_building": N_("stated for the building"),
    "stated_storeys": N_("stated for its storeys"),
    "gross_area_spaces": N_("spaces that stand for a gross area"),
    "gross_spaces": N_("sum of spaces, walls included"),
    "net_spaces": N_("sum of spaces"),
    "spaces_basis_unknown": N_("sum of spaces, net or gross not said"),
}
KINDS = {
    "door": N_("Doors"),
    "window": N_("Windows"),
    "stair": N_("Stairs"),
    "stair_flight": N_("Stair flights"),
    "ramp": N_("Ramps"),
    "ramp_flight": N_("Ramp flights"),
    "lift": N_("Lifts"),
    "sanitary": N_("Sanitary fixtures"),
}
FACADES = {
    "N": N_("North"),
    "NE": N_("North-east"),
    "E": N_("East"),
    "SE": N_("South-east"),
    "S": N_("South"),
    "SW": N_("South-west"),
    "W": N_("West"),
    "NW": N_("North-west"),
}
GEOREFERENCES = {
    "lambert_72": N_("Lambert 72, in Belgium"),
    "lambert_2008": N_("Lambert 2008, in Belgium"),
    "crs_missing": N_("fits a Belgian system, but names none"),
    "crs_contradicted": N_("names one Belgian system, fits another"),
    "other_crs": N_("no Belgian system"),
    "outside_belgium": N_("outside Belgium"),
    "latitude_longitude": N_("latitude and longitude in Belgium, no more"),
    "default_city": N_("default of the exporter"),
}


def in_words(words: dict[str, str], code: str | None) -> str | None:
    """A code in the reader's language; a code without words as it is.

    >>> in_words({"net": "net"}, "net"), in_words({}, "odd"), in_words({}, None)
    ('net', 'odd', None)
    """
    return None if code is None else _(words.get(code, code))
