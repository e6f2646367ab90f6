"""The clear width of a door: no version of the format has it, so it follows from evidence, best first.

1. A property that says it (names in `data/label/property_names.csv`).
2. Stated width less the lining on both sides and, of a leaf that swings, its thickness; of two leaves the widest one.
3. The handbook's rule for a leaf of known width: it loses 8 cm. The stated width is that of the leaf when the body of
   the door is wider, because its casing is.
4. The rough opening less what the regulation itself allows between rough and finished (105 and 90).
5. Nothing: not assessable, never a pass. When even the bare leaf is too narrow, that much is sure and said.

A stated width that contradicts the hole and the body that are drawn does not count, unless it agrees once it is taken
for feet. A door wider than one leaf can be, of which the operation is not said, has one leaf or two: a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.door_sizes import stated_lining, stated_width
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, cm
from vastgoed.accessibility.model.words import door_rules_m, property_names

if TYPE_CHECKING:
    from vastgoed.accessibility.model.door_sizes import StatedSize
    from vastgoed.accessibility.model.plan import Doorway, Plan

_NEEDED_M = 0.90  # article 22; only to tell a sure no from an unknown
UNSAID = ("", "NOTDEFINED", "USERDEFINED")
"""Operations that do not say how a door opens."""


@dataclass(frozen=True)
class ClearWidth:
    """The clear width of a door as far as the evidence goes.

    Args:
        metres: The width; None when it cannot be told.
        basis: property, lining_and_leaf, handbook_leaf, rough_opening, at_most, leaves_unknown or none.
        source: property or geometry.
        reason: English text saying how.
        numbers: What stands in it, in cm.
        at_least_m, at_most_m: It surely lies between these; None when nothing is known.
    """

    metres: float | None
    basis: str
    source: str
    reason: str
    numbers: dict[str, object]
    at_least_m: float | None = None
    at_most_m: float | None = None


def clear_width(plan: Plan, door: Doorway, is_driven: bool | None = None) -> ClearWidth:
    """The clear width of a door, by the best evidence there is.

    Args:
        plan: The model.
        door: The door.
        is_driven: Whether it opens by itself; None is what the model says.
    """
    if is_driven is None:
        is_driven = bool(plan.flag(door.step_id, "hasdrive"))
    rules = door_rules_m()
    explicit = plan.number(door.step_id, *property_names("door_clear_width"))
    if explicit is not None:
        text = N_("{where} says {width_cm} cm.")
        return ClearWidth(
            explicit[0], "property", "property", text, {"where": explicit[1], "width_cm": cm(explicit[0])}
        )
    stated = stated_width(plan, door)
    lining = stated_lining(plan, door, stated)
    depth = plan.number(door.step_id, "paneldepth")
    leaf_thickness = depth[0] if depth else rules["leaf_thickness"]
    swings = not door.is_sliding and not door.is_revolving
    loss = leaf_thickness if swings else 0.0
    if stated is not None and lining is not None and 2 * lining < stated.metres:
        share = _share_of_one_leaf(plan, door, is_driven)
        passage = stated.metres - 2 * lining
        numbers: dict[str, object] = {
            "width_cm": cm(stated.metres),
            "lining_cm": cm(lining),
            "share": round(share, 2),
            "leaf_cm": cm(loss),
            "where": stated.where,
        }
        if _may_be_double(door, stated.metres):
            text = N_("Width {width_cm} cm less lining: one leaf or two, the model does not say how the door opens.")
            return ClearWidth(None, "leaves_unknown", "property", text, numbers, passage / 2 - loss, passage - loss)
        text = (
            N_("Width {width_cm} cm ({where} is in feet) less 2 × lining {lining_cm} cm, one leaf ({share} of it), "
               "less leaf {leaf_cm} cm.")
            if stated.is_in_feet
            else N_("Width {width_cm} cm less 2 × lining {lining_cm} cm, one leaf ({share} of it), less leaf "
                    "{leaf_cm} cm.")
        )  # fmt: skip
        return ClearWidth(passage * share - loss, "lining_and_leaf", "property", text, numbers)
    leaf = _leaf(plan, door, stated, is_driven)
    if leaf is not None:
        width, where = leaf
        loses = rules["leaf_for_90_clear"] - _NEEDED_M if swings else 0.0
        text = N_("Leaf of {width_cm} cm ({where}) less {loss_cm} cm, the handbook's rule; the lining is not stated.")
        numbers = {"width_cm": cm(width), "where": where, "loss_cm": cm(loses)}
        return ClearWidth(width - loses, "handbook_leaf", "property", text, numbers)
    outer = door.opening_m if door.opening_m is not None else (stated.metres if stated else door.body_m)
    if outer is None:
        text = N_("The model states no width and has no opening for it.")
        return ClearWidth(None, "none", "geometry", text, {})
    share = _share_of_one_leaf(plan, door, is_driven)
    metres = outer * share - rules["rough_less_finished_width"] * (share if share < 1 else 1)
    text = N_("Rough opening of {width_cm} cm, one leaf ({share} of it), less {loss_cm} cm between rough and finished.")
    numbers = {"width_cm": cm(outer), "share": round(share, 2), "loss_cm": cm(rules["rough_less_finished_width"])}
    if _may_be_double(door, outer):
        text = N_("Rough opening of {width_cm} cm: one leaf or two, the model does not say how the door opens.")
        half = (outer - rules["rough_less_finished_width"]) / 2
        return ClearWidth(None, "leaves_unknown", "geometry", text, numbers, half, outer - loss)
    if round(metres, 3) >= _NEEDED_M:
        return ClearWidth(metres, "rough_opening", "geometry", text, numbers)
    at_most = outer * share - loss
    if round(at_most, 3) < _NEEDED_M:
        text = N_("Rough opening of {width_cm} cm: one leaf ({share} of it) leaves {most_cm} cm at the very most.")
        return ClearWidth(at_most, "at_most", "geometry", text, {**numbers, "most_cm": cm(at_most)}, metres, at_most)
    text = N_("Rough opening of {width_cm} cm and an unknown lining: it may or may not leave {needed_cm} cm.")
    return ClearWidth(None, "none", "geometry", text, {**numbers, "needed_cm": cm(_NEEDED_M)}, metres, at_most)


def measure_width(plan: Plan, door: Doorway, criterion_id: str = "DOR-03", is_driven: bool | None = None) -> ModelValue:
    """The clear width as a value of a criterion."""
    found = clear_width(plan, door, is_driven)
    return ModelValue(
        criterion_id,
        door.step_id,
        door.label,
        _written(found),
        source="property" if found.source == "property" else "geometry",
        basis=found.basis,
        reason=found.reason,
        numbers=found.numbers,
        scope=door.scope,
    )


def _written(found: ClearWidth) -> str:
    """One number, or the range it surely lies in: what is known of a level must not hang on its upper end."""
    if found.at_least_m is not None and found.at_most_m is not None:
        return f"{as_cm(max(found.at_least_m, 0.0))}..{as_cm(max(found.at_most_m, 0.0))}"
    return UNKNOWN if found.metres is None else as_cm(max(found.metres, 0.0))


def _may_be_double(door: Doorway, width_m: float) -> bool:
    """Whether a door is too wide for one leaf and the model does not say how it opens."""
    return door.operation in UNSAID and width_m > door_rules_m()["widest_single_leaf"]


def _share_of_one_leaf(plan: Plan, door: Doorway, is_driven: bool) -> float:
    """Which part of the passage one leaf takes: all of it, half, or what the widest panel says.

    Automatic doors are measured fully open (article 22), so of a driven sliding door both leaves count.
    """
    if not door.is_double:
        return 1.0
    if door.is_sliding and is_driven:
        return 1.0
    shares = [
        value.number
        for value in plan.stated.get(door.step_id, [])
        if value.set_name == "IfcDoorPanelProperties" and value.name == "PanelWidth" and value.number
    ]
    within = [share for share in shares if 0 < share < 1]
    return max(within, default=0.5)


def _leaf(plan: Plan, door: Doorway, stated: StatedSize | None, is_driven: bool) -> tuple[float, str] | None:
    """The width of the (widest) leaf when the model lets one know it."""
    explicit = plan.number(door.step_id, *property_names("door_leaf_width"))
    if explicit is not None:
        return explicit
    if stated is None or door.body_m is None or door.is_revolving or _may_be_double(door, stated.metres):
        return None
    if door.body_m - stated.metres < door_rules_m()["casing_at_least"]:
        return None
    share = _share_of_one_leaf(plan, door, is_driven)
    return stated.metres * share, stated.where
