"""Two deliveries of a model side by side: what came, what went and what changed in spaces, doors and materials.

Elements are the same when their GlobalId is. Exporters sometimes give every element a new one; what is then left over
on both sides is matched by storey and name where that is unique, and the comparison says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from vastgoed.bim.read_ifc import BimModel

Row = dict[str, Any]


class Change(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Delivery:
    """One delivery.

    Args:
        name: Its file name.
        model: Read with details.
        materials: Columns of `vastgoed.bim.materials.columns.BIM_MATERIAL`.
    """

    name: str
    model: BimModel
    materials: pl.DataFrame


@dataclass(frozen=True)
class Fact:
    """A fact that is compared.

    Args:
        column: Its column.
        tolerance: Numbers closer than this are the same; of another kind, only equal is the same.
    """

    column: str
    tolerance: float = 0.0


@dataclass(frozen=True)
class Matched:
    """Elements of two deliveries.

    Args:
        changes: One row per changed fact, or per element that came or went: `change`, `storey`, `name`, `fact`,
            `before`, `after`, `guid`.
        same: How many are in both.
        by_guid: How many of those have the same GlobalId.
    """

    changes: Sequence[Row]
    same: int
    by_guid: int

    def count(self, change: Change) -> int:
        """How many elements came, went or changed."""
        return len({row["key"] for row in self.changes if row["change"] is change})


SPACE_FACTS = (
    Fact("area_m2", 0.005), Fact("height_m", 0.005), Fact("name"), Fact("storey"), Fact("purpose"), Fact("area_basis"),
)  # fmt: skip
DOOR_FACTS = (
    Fact("width_m", 0.0005), Fact("height_m", 0.0005), Fact("clear_width_m", 0.0005), Fact("name"), Fact("storey"),
    Fact("operation"), Fact("is_external"), Fact("is_fire_exit"), Fact("is_handicap_accessible"), Fact("fire_rating"),
)  # fmt: skip


def match_elements(before: Sequence[Row], after: Sequence[Row], facts: Sequence[Fact]) -> Matched:
    """Match elements and say what became of each.

    Args:
        before: Rows with `guid`, `storey`, `name` and the columns of the facts.
        after: The same of the later delivery.
        facts: What is compared.

    >>> one = {"guid": "a", "storey": "0", "name": "1", "area_m2": 10.0}
    >>> [(row["change"].value, row["before"], row["after"])
    ...  for row in match_elements([one], [{**one, "area_m2": 12.0}], [Fact("area_m2", 0.01)]).changes]
    [('changed', 10.0, 12.0)]
    """
    pairs = _pairs(before, after, lambda row: row["guid"])
    by_guid = len(pairs)
    used_before, used_after = {one for one, _other in pairs}, {other for _one, other in pairs}
    left = [row for place, row in enumerate(before) if place not in used_before]
    right = [row for place, row in enumerate(after) if place not in used_after]
    named = _pairs(left, right, lambda row: (row["storey"], row["name"]) if row["name"] else None)
    same = [(before[one], after[other]) for one, other in pairs] + [(left[one], right[other]) for one, other in named]
    gone = [row for place, row in enumerate(left) if place not in {one for one, _other in named}]
    new = [row for place, row in enumerate(right) if place not in {other for _one, other in named}]
    changes = [_whole(Change.REMOVED, number, row) for number, row in enumerate(gone)]
    changes += [_whole(Change.ADDED, number, row) for number, row in enumerate(new)]
    for number, (old, now) in enumerate(same):
        for fact in facts:
            if _differs(old.get(fact.column), now.get(fact.column), fact.tolerance):
                changes.append(
                    {
                        "key": ("changed", number),
                        "change": Change.CHANGED,
                        "storey": now["storey"],
                        "name": now["name"],
                        "fact": fact.column,
                        "before": old.get(fact.column),
                        "after": now.get(fact.column),
                        "guid": now["guid"],
                    }
                )
    return Matched(changes, len(same), by_guid)


def _pairs(before: Sequence[Row], after: Sequence[Row], key: Any) -> list[tuple[int, int]]:
    """Places of rows with the same key, where that key stands once on each side."""
    once = []
    for rows in (before, after):
        counts = Counter(key(row) for row in rows)
        once.append({key(row): place for place, row in enumerate(rows) if key(row) and counts[key(row)] == 1})
    return [(place, once[1][name]) for name, place in once[0].items() if name in once[1]]


def _whole(change: Change, number: int, row: Row) -> Row:
    return {
        "key": (change.value, number),
        "change": change,
        "storey": row["storey"],
        "name": row["name"],
        "fact": "",
        "before": row.get("size") if change is Change.REMOVED else None,
        "after": row.get("size") if change is Change.ADDED else None,
        "guid": row["guid"],
    }


def _differs(old: object, now: object, tolerance: float) -> bool:
    if isinstance(old, float) and isinstance(now, float):
        return abs(old - now) > tolerance
    return old != now


def space_rows(model: BimModel) -> list[Row]:
    """The spaces that count, as `match_elements` wants them."""
    storeys = _storeys(model)
    purpose = pl.coalesce("category", "classification", "space_type")
    spaces = model.spaces.filter(pl.col("counted")).with_columns(purpose=purpose)
    return [
        {
            **row,
            "guid": row["space_guid"],
            "storey": storeys.get(row["storey_step_id"]),
            "name": " ".join(filter(None, (row["space_name"], row["space_long_name"]))),
            "size": row["area_m2"],
        }
        for row in spaces.iter_rows(named=True)
    ]


def door_rows(model: BimModel) -> list[Row]:
    """The doors, as `match_elements` wants them."""
    storeys = _storeys(model)
    doors = model.details["elements"].filter(pl.col("kind") == "door")
    return [
        {
            **row,
            "guid": row["element_guid"],
            "storey": storeys.get(row["storey_step_id"]),
            "name": row["element_name"] or "",
            "size": row["width_m"],
        }
        for row in doors.iter_rows(named=True)
    ]


def _storeys(model: BimModel) -> Mapping[int, str]:
    return {
        row["storey_step_id"]: row["storey_name"] or row["storey_guid"] or "?"
        for row in model.storeys.iter_rows(named=True)
    }


def compare_storeys(before: BimModel, after: BimModel) -> list[Row]:
    """Area and number of spaces per storey, matched by GlobalId and else by name; lowest first."""
    sides: list[dict[str, Row]] = []
    for model in (before, after):
        rows = model.storeys.sort("elevation_m", nulls_last=True).iter_rows(named=True)
        sides.append({row["storey_guid"] or row["storey_name"]: row for row in rows})
    names = [{row["storey_name"]: key for key, row in side.items()} for side in sides]
    found = []
    for key, row in sides[0].items():
        other = sides[1].get(key) or sides[1].get(names[1].get(row["storey_name"], ""))
        found.append(_storey(row, other))
        if other is not None:
            sides[1].pop(other["storey_guid"] or other["storey_name"], None)
    return found + [_storey(None, row) for row in sides[1].values()]


def _storey(before: Row | None, after: Row | None) -> Row:
    shown = after or before or {}
    areas = [None if side is None else side["space_area_m2"] for side in (before, after)]
    difference = areas[1] - areas[0] if areas[0] is not None and areas[1] is not None else None
    return {
        "storey": shown.get("storey_name") or shown.get("storey_guid"),
        "spaces_before": before["counted_space_count"] if before else None,
        "spaces_after": after["counted_space_count"] if after else None,
        "area_before": areas[0],
        "area_after": areas[1],
        "difference": difference,
    }


def compare_materials(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Elements and volume per name of material that differ between two deliveries.

    Args:
        before: Columns of `vastgoed.bim.materials.columns.BIM_MATERIAL`.
        after: The same of the later delivery.

    Returns:
        `material_name` (null: none named), `elements_before`, `elements_after`, `volume_before_m3`, `volume_after_m3`.
    """
    sides = [
        frame.group_by("material_name").agg(
            pl.col("element_step_id").n_unique().cast(pl.Int64).alias(f"elements_{side}"),
            (pl.col("element_volume_m3") * pl.col("volume_share")).sum().alias(f"volume_{side}_m3"),
        )
        for side, frame in (("before", before), ("after", after))
    ]
    joined = sides[0].join(sides[1], on="material_name", how="full", coalesce=True, nulls_equal=True)
    counts = pl.col("elements_before", "elements_after", "volume_before_m3", "volume_after_m3").fill_null(0)
    changed = (pl.col("elements_before") != pl.col("elements_after")) | (
        (pl.col("volume_before_m3") - pl.col("volume_after_m3")).abs() > 0.0005
    )
    return joined.with_columns(counts).filter(changed).sort("material_name", nulls_last=True)
