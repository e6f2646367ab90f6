"""One model into rows: what the child process does.

Bodies are looked at in small files to check stated areas, and in any file when a space states none. Records are read
straight from the text, and only those that are asked for; the library opens the file when a body needs a mesh.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.buildings import ElementCounts, building_rows, model_row, storey_rows
from vastgoed.bim.coverage import coverage_row
from vastgoed.bim.elements import element_rows
from vastgoed.bim.envelope import envelope_rows
from vastgoed.bim.georeference import georeference_rows
from vastgoed.bim.ladder import AreaValue, Basis, Method
from vastgoed.bim.library import open_model
from vastgoed.bim.mesh import mesh_footprints
from vastgoed.bim.more_rows import classification_rows, site_rows, zone_rows
from vastgoed.bim.open_facts import INCOMPLETE, check_text, has_huge_body, open_facts
from vastgoed.bim.scales import Scales, read_scales
from vastgoed.bim.schemas import schema_of_file
from vastgoed.bim.spaces import (
    Row,
    Space,
    add_profiles,
    area_rows,
    check_areas,
    decide_counted,
    read_spaces,
    settle_area_unit,
    space_row,
)
from vastgoed.bim.tree import Tree, read_tree
from vastgoed.bim.u_values import check_sizes, check_u_values

if TYPE_CHECKING:
    from vastgoed.bim.library import Model

CROSSCHECK_LIMIT_BYTES = 64 << 20


@dataclass(frozen=True)
class Request:
    """What the child is asked.

    Args:
        path: The model, ready for the parser.
        mapping: The user's own `set.property` -> area.
        geometry: `auto` checks stated areas against bodies in files up to 64 MB and measures spaces without
            an area in any file; `never` leaves bodies alone; `always` checks them in any file.
        mesh: Whether bodies that are no plain extrusion may be meshed.
        schema: What to read it with; what its header says when empty.
        details: Whether elements, georeference and coverage are read too, as a model card needs.
        values: With the details: every property and quantity of each element too.
    """

    job: ClassVar[str] = "facts"

    path: str
    mapping: dict[str, str] = field(default_factory=dict)
    geometry: str = "auto"
    mesh: bool = True
    schema: str = ""
    details: bool = False
    values: bool = True


@dataclass
class Extract:
    """Rows per table, and findings."""

    model: Row
    buildings: list[Row]
    storeys: list[Row]
    spaces: list[Row]
    areas: list[Row]
    findings: list[Finding]
    details: dict[str, list[Row]] = field(default_factory=dict)  # see vastgoed.bim.detail_columns.DETAILS


def answer_facts(asked: dict[str, Any]) -> dict[str, Any]:
    """The job `facts`: rows per table and findings as plain data.

    Raises:
        Exception: As `extract_model`.
    """
    from vastgoed.bim.child import pack_finding

    rows = extract_model(Request(**asked))
    answer = {field.name: getattr(rows, field.name) for field in fields(rows)}
    return {**answer, "findings": [pack_finding(finding) for finding in rows.findings]}


def extract_model(request: Request) -> Extract:
    """Open a model and read its rows.

    Raises:
        Exception: Whatever the parser throws at a broken file; the parent turns it into a sentence.
    """
    return read_extract(open_facts(request.path, request.schema or schema_of_file(Path(request.path))), request)


def read_extract(model: Model, request: Request) -> Extract:
    """Read the rows of a model that is open."""
    scales = read_scales(model)
    tree = read_tree(model)
    findings = list(scales.findings)
    spaces, scales = settle_spaces(model, tree, scales, request, findings)
    counts = ElementCounts(model, tree)
    rows = Extract(
        model=model_row(model, scales, counts),
        buildings=building_rows(model, tree, scales, counts),
        storeys=storey_rows(model, tree, scales, counts),
        spaces=[space_row(space, tree, scales) for space in spaces],
        areas=[row for space in spaces for row in area_rows(space)],
        findings=findings,
    )
    if request.details:
        rows.details = _details(model, tree, scales, request.values)
        findings += check_u_values([*rows.details["elements"], *rows.details["envelope"]])
        findings += check_sizes(rows.details["elements"])
    findings += check_areas(spaces)
    findings += _check_structure(rows, tree)
    findings += check_text(model, request.path, len(spaces))
    rows.model["complete"] = not any(finding.code in INCOMPLETE for finding in findings)
    return rows


def settle_spaces(
    model: Model, tree: Tree, scales: Scales, request: Request, findings: list[Finding]
) -> tuple[list[Space], Scales]:
    """The spaces of a model, each with its one area and whether it counts.

    Args:
        model: The model.
        tree: Its structure; spaces without a place are put where they belong.
        scales: Its units.
        request: How far to look.
        findings: Added to.

    Returns:
        The spaces, and the units to use.
    """
    _adopt_orphans(model, tree, findings)
    spaces = read_spaces(model, tree, scales, request.mapping)
    small = Path(request.path).stat().st_size <= CROSSCHECK_LIMIT_BYTES
    bodies = request.geometry == "always" or (request.geometry == "auto" and small)
    if bodies or (request.geometry == "auto" and _geometry_needed(spaces, scales)):
        spaces, scales = _measure(model, tree, scales, spaces, request, findings)
    for space in spaces:
        space.choose()
    decide_counted(spaces, tree)
    return spaces, scales


def _details(model: Model, tree: Tree, scales: Scales, with_values: bool) -> dict[str, list[Row]]:
    elements, values = element_rows(model, tree, scales, with_values=with_values)
    return {
        "elements": elements,
        **({"element_values": values} if with_values else {}),
        "georeference": georeference_rows(model, scales),
        "coverage": [coverage_row(model)],
        "sites": site_rows(model, scales),
        "zones": zone_rows(model),
        "envelope": envelope_rows(model, tree, scales),
        "classifications": classification_rows(model),
    }


def _geometry_needed(spaces: list[Space], scales: Scales) -> bool:
    undeclared = scales.area_unit is None and scales.length_m != 1.0
    return bool(spaces) and (undeclared or any(not space.stated for space in spaces))


def _measure(
    model: Model,
    tree: Tree,
    scales: Scales,
    spaces: list[Space],
    request: Request,
    findings: list[Finding],
) -> tuple[list[Space], Scales]:
    add_profiles(model, spaces, scales)
    settled, why = settle_area_unit(spaces, scales)
    if why:
        findings += why
        findings[:] = [finding for finding in findings if finding.code != "bim.unit.area_missing"]
        footprints = {space.step_id: space.geometric for space in spaces}
        spaces = read_spaces(model, tree, settled, request.mapping)
        for space in spaces:
            space.geometric = footprints[space.step_id]
    missing = [space for space in spaces if not space.stated and space.geometric is None]
    if missing and request.mesh and not has_huge_body(model):
        geometric = open_model(request.path, bodies=True)
        found = mesh_footprints(geometric, [geometric.by_id(space.step_id) for space in missing])
        for space in missing:
            if space.step_id in found:
                area_m2, kernel = found[space.step_id]
                space.geometric = AreaValue(Method.MESH, f"mesh ({kernel})", Basis.UNKNOWN, area_m2)
    return spaces, settled


def _adopt_orphans(model: Model, tree: Tree, findings: list[Finding]) -> None:
    """Put spaces and storeys without a building into the only building there is."""
    buildings = model.by_type("IfcBuilding")
    orphans = [
        element
        for kind in ("IfcBuildingStorey", "IfcSpace")
        for element in model.by_type(kind)
        if tree.nearest(element, "IfcBuilding") is None and tree.nearest(element, "IfcBuildingStorey") is None
    ]
    if not orphans:
        return
    if len(buildings) == 1:
        for element in orphans:
            if tree.parents.get(element.id()) is None or not tree.parents[element.id()].is_a("IfcSpace"):
                tree.put(element, buildings[0])
    findings.append(
        Finding(
            "bim.tree.orphan",
            Severity.INFO if len(buildings) == 1 else Severity.WARNING,
            N_("{count} storeys or spaces are in no building.")
            if len(buildings) != 1
            else N_("{count} storeys or spaces are in no building; they were counted with the only building there is."),
            {"count": len(orphans)},
            remedy=N_("Have the spatial structure (site, building, storey, space) completed in the model."),
        )
    )


def _check_structure(rows: Extract, tree: Tree) -> list[Finding]:
    findings = []
    if not rows.buildings:
        findings.append(
            Finding(
                "bim.building.none",
                Severity.WARNING,
                N_("The model has no building, so its areas cannot be linked to the portfolio."),
                remedy=N_("Export the model with its site, building and storeys."),
            )
        )
    if not rows.spaces:
        findings.append(
            Finding(
                "bim.space.none",
                Severity.WARNING,
                N_("The model has no spaces, so it tells nothing about room areas."),
                remedy=N_("Export the rooms as IfcSpace with base quantities."),
            )
        )
    if tree.contradictions:
        findings.append(
            Finding(
                "bim.tree.contradiction",
                Severity.WARNING,
                N_(
                    "{count} parts of the structure are part of two wholes, or of themselves; the first whole was kept."
                ),
                {"count": len(tree.contradictions)},
                remedy=N_("Have the spatial structure (site, building, storey, space) completed in the model."),
            )
        )
    if tree.several_places:
        findings.append(
            Finding(
                "bim.tree.several_places",
                Severity.INFO,
                N_("{count} elements stand on more than one storey; each was counted on the lowest."),
                {"count": len(tree.several_places)},
            )
        )
    guids = [row["space_guid"] for row in rows.spaces if row["space_guid"]]
    twice = len(guids) - len(set(guids))
    if twice:
        findings.append(
            Finding(
                "bim.guid.duplicate",
                Severity.WARNING,
                N_("{count} spaces have a GlobalId that another space has too; their record number tells them apart."),
                {"count": twice},
                remedy=N_("Give copied rooms their own GlobalId."),
            )
        )
    return findings


def place_findings(findings: list[Finding], shown_name: str) -> list[Finding]:
    """The findings with the file they are about.

    >>> place_findings([Finding("x", Severity.INFO, "In {file}.")], "a.ifc")[0].where.file
    'a.ifc'
    """
    return [
        replace(each, where=replace(each.where, file=shown_name), evidence={"file": shown_name, **each.evidence})
        for each in findings
    ]
