"""Two deliveries of a model as a section."""

from __future__ import annotations

from typing import Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, show_value, translate
from kern.report import Block, Column, Section, Table
from vastgoed.bim.deliveries import (
    DOOR_FACTS,
    SPACE_FACTS,
    Change,
    Delivery,
    Matched,
    compare_materials,
    compare_storeys,
    door_rows,
    match_elements,
    space_rows,
)

KEY = "vastgoed.bim.verschil"
_CHANGES = {Change.ADDED: N_("new"), Change.REMOVED: N_("gone"), Change.CHANGED: N_("changed")}
_FACTS = {
    "area_m2": N_("area (m²)"),
    "area_basis": N_("net or gross"),
    "height_m": N_("height (m)"),
    "width_m": N_("width (m)"),
    "clear_width_m": N_("clear width (m)"),
    "name": N_("name"),
    "storey": N_("storey"),
    "purpose": N_("purpose"),
    "operation": N_("operation"),
    "is_external": N_("external"),
    "is_fire_exit": N_("fire exit"),
    "is_handicap_accessible": N_("accessible"),
    "fire_rating": N_("fire rating"),
}
_TOTALS = (
    ("storey_count", N_("Storeys"), ""),
    ("counted_space_count", N_("Spaces that count"), ""),
    ("space_area_m2", N_("Area of the spaces"), "m²"),
    ("door_count", N_("Doors"), ""),
    ("window_count", N_("Windows"), ""),
    ("stair_count", N_("Stairs"), ""),
    ("lift_count", N_("Lifts"), ""),
)


def difference_of_deliveries(before: Delivery, after: Delivery) -> Section:
    """What changed from one delivery to the next.

    Args:
        before: The earlier one, read with details.
        after: The later one.
    """
    spaces = match_elements(space_rows(before.model), space_rows(after.model), SPACE_FACTS)
    doors = match_elements(door_rows(before.model), door_rows(after.model), DOOR_FACTS)
    tables = (
        _totals(before, after),
        _storey_table(before, after),
        _changes(f"{KEY}.ruimten", _("Spaces"), spaces, decimals=2),
        _changes(f"{KEY}.deuren", _("Doors"), doors, decimals=3),
        _materials(before, after),
    )
    blocks: list[Block] = [table for table in tables if table.rows]
    return Section(
        key=KEY,
        title=translate(N_("From {before} to {after}"), {"before": before.name, "after": after.name}),
        message=_message(before, after, spaces, doors),
        blocks=blocks,
        findings=[*_findings(before, after, spaces, doors), *before.model.findings, *after.model.findings],
    )


def _message(before: Delivery, after: Delivery, spaces: Matched, doors: Matched) -> str:
    if before.model.models["model_hash"][0] == after.model.models["model_hash"][0]:
        return _("The two files are the same.")
    areas = [_area(delivery) for delivery in (before, after)]
    return translate(
        N_(
            "Spaces: {added} new, {gone} gone, {changed} changed; doors: {doors_added} new, {doors_gone} gone, "
            "{doors_changed} changed. The spaces went from {before} to {after} m²."
        ),
        {
            "added": spaces.count(Change.ADDED),
            "gone": spaces.count(Change.REMOVED),
            "changed": spaces.count(Change.CHANGED),
            "doors_added": doors.count(Change.ADDED),
            "doors_gone": doors.count(Change.REMOVED),
            "doors_changed": doors.count(Change.CHANGED),
            "before": show_number(areas[0], 1),
            "after": show_number(areas[1], 1),
        },
    )


def _area(delivery: Delivery) -> float:
    return float(delivery.model.buildings["space_area_m2"].sum())


def _totals(before: Delivery, after: Delivery) -> Table:
    rows = []
    for name, label, unit in _TOTALS:
        values: list[Any] = []
        for delivery in (before, after):
            frame = delivery.model.models if name in delivery.model.models.columns else delivery.model.buildings
            column = frame[name]
            values.append(column.sum() if column.count() else None)
        rows.append(
            {
                "what": _(label) + (f" ({unit})" if unit else ""),
                "before": values[0],
                "after": values[1],
                "difference": None if values[0] is None or values[1] is None else values[1] - values[0],
            }
        )
    columns = [
        Column("what", _("What")),
        *(Column(name, heading) for name, heading in _sides()),
        Column("difference", _("Difference")),
    ]
    return Table(f"{KEY}.totalen", _("Totals"), columns, rows)


def _sides() -> tuple[tuple[str, str], tuple[str, str]]:
    return ("before", _("Before")), ("after", _("After"))


def _storey_table(before: Delivery, after: Delivery) -> Table:
    columns = [
        Column("storey", _("Storey")),
        Column("spaces_before", _("Spaces before"), decimals=0),
        Column("spaces_after", _("Spaces after"), decimals=0),
        Column("area_before", _("Area before"), "m²", 1),
        Column("area_after", _("Area after"), "m²", 1),
        Column("difference", _("Difference"), "m²", 1),
    ]
    rows = compare_storeys(before.model, after.model)
    return Table(f"{KEY}.verdiepingen", _("By storey"), columns, rows)


def _changes(key: str, title: str, matched: Matched, decimals: int) -> Table:
    rows = [
        {
            "change": _(_CHANGES[row["change"]]),
            "storey": row["storey"],
            "name": row["name"],
            "fact": _(_FACTS[row["fact"]]) if row["fact"] else None,
            "before": _cell(row["before"], decimals),
            "after": _cell(row["after"], decimals),
            "guid": row["guid"],
        }
        for row in matched.changes
    ]
    columns = [
        Column("change", _("Change")),
        Column("storey", _("Storey")),
        Column("name", _("Name")),
        Column("fact", _("What")),
        *(Column(name, heading) for name, heading in _sides()),
        Column("guid", _("GlobalId")),
    ]
    return Table(key, title, columns, rows)


def _cell(value: Any, decimals: int) -> str | None:
    if value is None:
        return None
    return show_number(value, decimals) if isinstance(value, float) else str(show_value(value))


def _materials(before: Delivery, after: Delivery) -> Table:
    changed = compare_materials(before.materials, after.materials)
    rows = [
        {
            **row,
            "material_name": row["material_name"] or _("no material"),
            "difference_m3": row["volume_after_m3"] - row["volume_before_m3"],
        }
        for row in changed.iter_rows(named=True)
    ]
    columns = [
        Column("material_name", _("Material")),
        Column("elements_before", _("Elements before"), decimals=0),
        Column("elements_after", _("Elements after"), decimals=0),
        Column("volume_before_m3", _("Volume before"), "m³", 2),
        Column("volume_after_m3", _("Volume after"), "m³", 2),
        Column("difference_m3", _("Difference"), "m³", 2),
    ]
    return Table(f"{KEY}.materialen", _("Materials"), columns, rows)


def _findings(before: Delivery, after: Delivery, spaces: Matched, doors: Matched) -> list[Finding]:
    found = []
    same, by_guid = spaces.same + doors.same, spaces.by_guid + doors.by_guid
    if same and by_guid < same:
        found.append(
            Finding(
                "bim.delivery.new_guids",
                Severity.WARNING,
                N_("{count} of {same} spaces and doors in both files have a new GlobalId; they were matched by name."),
                {"count": same - by_guid, "same": same},
                remedy=N_("Ask the maker of the model to keep GlobalIds from delivery to delivery."),
            )
        )
    projects = [delivery.model.models["project_guid"][0] for delivery in (before, after)]
    if projects[0] != projects[1]:
        found.append(
            Finding(
                "bim.delivery.other_project",
                Severity.INFO,
                N_("The two files are of different projects by their GlobalId."),
                {"before": projects[0], "after": projects[1]},
            )
        )
    written = pl.Series([delivery.model.models["written_at"][0] for delivery in (before, after)])
    if written.null_count() == 0 and written[0] > written[1]:
        found.append(
            Finding(
                "bim.delivery.order",
                Severity.INFO,
                N_("The first file was written after the second: {before} and {after}."),
                {"before": written[0], "after": written[1]},
            )
        )
    return found
