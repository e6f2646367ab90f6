"""The job `requirements`: one model judged by IDS files, in the child process, as plain data.

Each call makes its own IDS objects: the library keeps the records it judged, and using those after their file is
gone brings the process down. The loops are ours so that one record it cannot judge does not lose the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from vastgoed.bim.boxes import element_boxes
from vastgoed.bim.ids.facets import actual_of, describe, judge, unit_of_attribute
from vastgoed.bim.library import forget_judged, open_ids, open_model
from vastgoed.bim.scales import read_scales
from vastgoed.bim.texts import clean
from vastgoed.bim.tree import Tree, read_tree, unique

if TYPE_CHECKING:
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

MOST_FAILURES = 50_000  # per model: more is no longer a list anyone reads
MOST_BOXES = 1_000
_MOST_BOXES_PER_PLACE = 25

Row = dict[str, Any]


@dataclass(frozen=True)
class RequirementsRequest:
    """What the child is asked.

    Args:
        path: The model, ready for the parser.
        ids_paths: The IDS files, each looked at by `guard`.
        with_boxes: Whether the places of failing elements are wanted, for viewpoints.
    """

    job: ClassVar[str] = "requirements"

    path: str
    ids_paths: list[str] = field(default_factory=list)
    with_boxes: bool = False


def answer_requirements(asked: Row) -> Row:
    """Judge a model.

    Returns:
        `model` (names and dates), `rules` (one row per specification), `failures` (one per requirement and element),
        `boxes` (GlobalId -> low and high corner in m), `wrong_ids` (an IDS file that is no valid IDS 1.0).
    """
    request = RequirementsRequest(**asked)
    model = open_model(request.path, bodies=True)
    scales, tree = read_scales(model), read_tree(model)
    answer: Row = {"model": _model_row(model, scales), "rules": [], "failures": [], "boxes": {}, "wrong_ids": None}
    failing: dict[int, Any] = {}
    try:
        for number, path in enumerate(request.ids_paths):
            ids, wrong = open_ids(path)
            if ids is None:
                return {**answer, "wrong_ids": {"file": number, "detail": wrong}}
            for place, specification in enumerate(ids.specifications):
                rule = _judge_rule(specification, model, scales, tree, (number, place), answer["failures"], failing)
                answer["rules"].append(rule)
            del ids
        if request.with_boxes:
            chosen = _chosen(answer["failures"], failing)
            answer["boxes"] = {
                clean(failing[step].GlobalId): box for step, box in element_boxes(model, chosen, scales).items()
            }
    finally:
        forget_judged()
    return answer


def _judge_rule(
    specification: Any,
    model: Model,
    scales: Scales,
    tree: Tree,
    key: tuple[int, int],
    failures: list[Row],
    failing: dict[int, Any],
) -> Row:
    rule: Row = {
        "ids": key[0],
        "rule": key[1],
        "name": clean(specification.name) or "?",
        "description": clean(specification.description) or "",
        "instructions": clean(specification.instructions) or "",
        "usage": specification.get_usage(),
        "schemas": list(specification.ifcVersion),
        "applies_to": [describe(facet) for facet in specification.applicability],
        "requirements": [describe(facet) for facet in specification.requirements],
        "for_this_schema": bool(specification.check_ifc_version(model)),
        "applicable": 0,
        "failed": 0,
        "unjudged": 0,
        "detail": "",
    }
    if not rule["for_this_schema"]:
        return rule
    try:
        elements = _applicable(specification, model, scales, rule)
    except Exception as error:  # the library trips over a record: said with the rule, never passed
        return {**rule, "unjudged": 1, "detail": f"{type(error).__name__}: {error}"[:200]}
    rule["applicable"] = len(elements)
    for asked, facet in zip(rule["requirements"], specification.requirements, strict=True):
        if asked["kind"] == "attribute" and elements and isinstance(facet.name, str):
            asked["unit"] = unit_of_attribute(elements[0], facet.name)
    prohibited = rule["usage"] == "prohibited"
    failed: set[int] = set()
    for element in elements:
        for place, facet in enumerate([None] if prohibited else specification.requirements):
            reason = _reason(facet, element, scales, rule)
            if reason is None:
                continue
            failed.add(element.id())
            if len(failures) < MOST_FAILURES:
                failing[element.id()] = element
                where = {"ids": key[0], "rule": key[1], "requirement": None if prohibited else place}
                failures.append({**where, **reason, **_element_row(element, tree)})
    rule["failed"] = len(failed)
    return rule


def _applicable(specification: Any, model: Model, scales: Scales, rule: Row) -> list[Any]:
    """The records a specification is about, in file order."""
    elements: Any = None
    for facet in specification.applicability:
        elements = facet.filter(model, elements)
    found = []
    for element in unique(sorted(elements or [], key=lambda each: int(each.id()))):
        try:
            others = (facet for facet in specification.applicability if type(facet).__name__ != "Entity")
            if all(bool(judge(facet, element, scales)) for facet in others):
                found.append(element)
        except Exception as error:
            rule["unjudged"] += 1
            rule["detail"] = f"#{element.id()}: {type(error).__name__}: {error}"[:200]
    return found


def _reason(facet: Any, element: Any, scales: Scales, rule: Row) -> Row | None:
    """Why an element does not meet a requirement; None when it does."""
    if facet is None:
        return {"reason": "PRESENT", "actual": ""}
    try:
        result = judge(facet, element, scales)
    except Exception as error:
        rule["unjudged"] += 1
        rule["detail"] = f"#{element.id()}: {type(error).__name__}: {error}"[:200]
        return None
    if bool(result):
        return None
    reason = result.reason if isinstance(result.reason, dict) else {}
    return {"reason": str(reason.get("type", "")), "actual": clean(actual_of(reason)) or ""}


def _element_row(element: Any, tree: Tree) -> Row:
    spatial = element.is_a("IfcSpatialStructureElement")
    place = element if spatial else (tree.place_of(element) if element.is_a("IfcProduct") else None)
    places = [place, *tree.ancestors(place)] if place is not None else []
    building = next((above for above in places if above.is_a("IfcBuilding")), None)
    storey = next((above for above in places if above.is_a("IfcBuildingStorey")), None)
    return {
        "element_step_id": element.id(),
        "element_guid": clean(getattr(element, "GlobalId", None)) or "",
        "ifc_class": element.is_a(),
        "element_name": clean(getattr(element, "Name", None)) or "",
        "element_long_name": clean(getattr(element, "LongName", None)) or "",
        "building_guid": clean(building.GlobalId) if building is not None else None,
        "building_name": clean(building.Name) if building is not None else None,
        "storey_guid": clean(storey.GlobalId) if storey is not None else None,
        "storey_name": clean(storey.Name) if storey is not None else None,
    }


def _model_row(model: Model, scales: Scales) -> Row:
    project = next(iter(model.by_type("IfcProject")), None)
    return {
        "project_guid": clean(getattr(project, "GlobalId", None)) or "",
        "project_name": clean(getattr(project, "Name", None)) or "",
        "schema": model.schema_identifier,
        "length_unit": scales.length_unit,
        "length_unit_m": scales.length_m,
        "written_at": clean(model.header.file_name.time_stamp) or "",
    }


def _chosen(failures: list[Row], failing: dict[int, Any]) -> list[Any]:
    """The elements whose place is worth knowing: some of each rule and storey."""
    seen: dict[tuple[Any, ...], int] = {}
    chosen: dict[int, Any] = {}
    for row in failures:
        key = (row["ids"], row["rule"], row["building_guid"], row["storey_guid"])
        seen[key] = seen.get(key, 0) + 1
        element = failing[row["element_step_id"]]
        if seen[key] <= _MOST_BOXES_PER_PLACE and element.is_a("IfcProduct") and len(chosen) < MOST_BOXES:
            chosen[element.id()] = element
    return list(chosen.values())
