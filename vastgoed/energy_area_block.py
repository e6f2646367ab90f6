"""The energy area of one building as a table of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _
from kern.report import Column, Table
from vastgoed.bim.compare import compute_bim_areas
from vastgoed.energy_area import EXPLANATIONS, compute_energy_areas

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs

_KINDS = {
    "gross_floor_area_m2": N_("gross floor area"),
    "internal_floor_area_m2": N_("internal floor area"),
    "net_floor_area_m2": N_("net floor area"),
}
_ORIGINS = {"register": N_("database"), "model": N_("model")}


def energy_area_blocks(own: EstateInputs) -> list[Table]:
    """Which area the energy area fits; nothing when the building has none.

    Args:
        own: The registers of one building.
    """
    found = compute_energy_areas(own.building, compute_bim_areas(own.bim_building, own.bim_model))
    if found.is_empty():
        return []
    rows = [
        {
            "energy_m2": row["energy_m2"],
            "kind": _(_KINDS[row["kind"]]) if row["kind"] else None,
            "origin": _(_ORIGINS[row["origin"]]) if row["origin"] else None,
            "other_m2": row["other_m2"],
            "difference_pct": None if row["difference_share"] is None else 100 * row["difference_share"],
            "explanation": _(EXPLANATIONS[row["explanation"]]),
        }
        for row in found.iter_rows(named=True)
    ]
    columns = [
        Column("energy_m2", _("Energy area"), "m²", 0),
        Column("kind", _("Fits best")),
        Column("origin", _("Of the")),
        Column("other_m2", _("Area"), "m²", 0),
        Column("difference_pct", _("Difference"), "%", 1),
        Column("explanation", _("Explanation")),
    ]
    return [Table("vastgoed.toon.energieoppervlakte", _("Area of the energy certificate"), columns, rows)]
