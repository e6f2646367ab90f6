"""The codes of the passport in words, marked for translation where they are shown."""

from __future__ import annotations

from kern.language import N_, _

ORIGINS = {
    "stated_weight": N_("weight in the model"),
    "model_density": N_("volume × density of the model"),
    "library_density": N_("volume × density of the library"),
    "none": N_("not known"),
}
REASONS = {
    "no_material": N_("the model names no material"),
    "not_split": N_("several materials, without thickness or share"),
    "no_volume": N_("no volume"),
    "unknown_name": N_("name of the material not recognised"),
    "no_density": N_("class too wide for a density"),
}
POTENTIALS = {"high": N_("high"), "medium": N_("medium"), "low": N_("low"), "unknown": N_("not known")}
METHODS = {
    "stated_net": N_("stated, net"),
    "stated_gross": N_("stated, openings included"),
    "stated_unknown": N_("stated, net or gross not said"),
    "mesh": N_("measured on the body"),
}
# Families of elements, by IFC class without what the exporter adds to it.
KINDS = {
    "IfcWall": N_("Walls"), "IfcSlab": N_("Floors and slabs"), "IfcRoof": N_("Roofs"), "IfcColumn": N_("Columns"),
    "IfcBeam": N_("Beams"), "IfcMember": N_("Members"), "IfcPlate": N_("Plates"), "IfcFooting": N_("Foundations"),
    "IfcPile": N_("Piles"), "IfcDoor": N_("Doors"), "IfcWindow": N_("Windows"), "IfcCurtainWall": N_("Curtain walls"),
    "IfcCovering": N_("Coverings"), "IfcStair": N_("Stairs"), "IfcStairFlight": N_("Stairs"), "IfcRamp": N_("Ramps"),
    "IfcRampFlight": N_("Ramps"), "IfcRailing": N_("Railings"), "IfcTransportElement": N_("Lifts"),
    "IfcReinforcingBar": N_("Reinforcement"), "IfcReinforcingMesh": N_("Reinforcement"),
    "IfcBuildingElementPart": N_("Parts of elements"), "IfcBuildingElementProxy": N_("Other elements"),
    "IfcBuildingElement": N_("Other elements"), "IfcBuiltElement": N_("Other elements"),
    "IfcChimney": N_("Other elements"), "IfcShadingDevice": N_("Other elements"),
    "IfcFastener": N_("Fasteners and accessories"), "IfcMechanicalFastener": N_("Fasteners and accessories"),
    "IfcDiscreteAccessory": N_("Fasteners and accessories"), "IfcTendon": N_("Reinforcement"),
}  # fmt: skip

# What is neither fabric nor its components serves the building: there are a hundred such classes.
SERVICES = N_("Installations")


def kind_of(ifc_class: str | None) -> str:
    """The family of an element, in the language in force.

    >>> kind_of("IfcWallStandardCase"), kind_of("IfcFlowTerminal")
    ('Walls', 'Installations')
    """
    name = (ifc_class or "").removesuffix("StandardCase").removesuffix("ElementedCase")
    return _(KINDS.get(name, SERVICES))
