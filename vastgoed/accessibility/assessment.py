"""The label of a building out of its model alone: values, verdicts, routes, and what fails where.

Several buildings in one model are assessed one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Outcome
from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.model.doors import left_out_doors
from vastgoed.accessibility.model.measure import MODEL_VALUE, measure_model
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.routes.graph import build_routes
from vastgoed.accessibility.routes.measure import route_rows
from vastgoed.accessibility.routes.mends import closing_criteria, plan_mends
from vastgoed.accessibility.routes.reach import find_reach
from vastgoed.accessibility.wording import show_measured, show_threshold, show_unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.accessibility.result import CriterionVerdict, LabelResult
    from vastgoed.accessibility.routes.graph import Routes
    from vastgoed.accessibility.routes.mends import MendPlan
    from vastgoed.accessibility.routes.reach import Reach
    from vastgoed.bim.geometry import ModelGeometry

# Failing at one of these is a shortfall; A++ asks for extras.
_JUDGED = (Level.A, Level.A_PLUS)


@dataclass(frozen=True)
class Shortfall:
    """One criterion that an element does not meet."""

    verdict: CriterionVerdict

    @property
    def criterion(self) -> Criterion:
        """The criterion."""
        return self.verdict.criterion

    @property
    def measured(self) -> str:
        """The measured value with its unit, in the language in force."""
        value = show_measured(self.verdict.value)
        return value if self.criterion.rule == "is_true" else f"{value} {show_unit(self.verdict.unit)}".strip()

    @property
    def required(self) -> str:
        """What the highest level it keeps the building from asks, of A and A+."""
        failed = [level for level in _JUDGED if level in self.verdict.at]
        failed = [level for level in failed if self.verdict.at[level].outcome is Outcome.FAIL]
        asked = self.criterion.thresholds[failed[-1]] if failed else self.criterion.reference
        return show_threshold(self.criterion.rule, asked, self.criterion.unit)


@dataclass(frozen=True)
class FailingElement:
    """An element that does not meet one or more criteria.

    Args:
        number: Its number in pictures and tables, from 1.
        step_ids: In the file, its own first; none for the building as a whole.
        guids: Their GlobalIds.
        name: Its name; empty for the building.
        storey: Step id of the storey it is drawn on.
        x_m, y_m: Where it is; None when it has no place.
        shortfalls: What it does not meet.
        opens: How many rooms open when it is mended, together with what is mended before it; 0 when it closes none.
    """

    number: int
    step_ids: tuple[int, ...]
    guids: tuple[str, ...]
    name: str
    storey: int | None
    x_m: float | None
    y_m: float | None
    shortfalls: tuple[Shortfall, ...]
    opens: int


@dataclass(frozen=True)
class ModelAssessment:
    """The indicative label of one building out of its model.

    Args:
        geometry: The model.
        building: Step id of the building in the file; None when the model has none.
        values: What was measured, columns `MODEL_VALUE`.
        result: The label, with its verdicts.
        routes: The route graph.
        reach: What is reached from the entrances.
        mends: What to mend first.
        surely_open: Rooms that are open even if every element that could not be assessed fails.
    """

    geometry: ModelGeometry
    building: int | None
    values: pl.DataFrame
    result: LabelResult
    routes: Routes
    reach: Reach
    mends: MendPlan
    surely_open: frozenset[int]

    @cached_property
    def failing(self) -> tuple[FailingElement, ...]:
        """The elements that fail a mandatory criterion, first those whose mending opens most rooms."""
        return tuple(_failing_elements(self))

    @cached_property
    def left_out_doors(self) -> dict[str, int]:
        """How many doors are not judged, by why; see `vastgoed.accessibility.model.doors`."""
        is_one_of_many = self.geometry.buildings.height > 1
        return left_out_doors(Plan(self.geometry, self.building if is_one_of_many else None))


def assess_model(
    geometry: ModelGeometry, criteria: Mapping[str, Criterion], on: date, asset_code: str = ""
) -> list[ModelAssessment]:
    """The indicative label of each building of a model.

    Args:
        geometry: From `vastgoed.bim.geometry.read_geometry`.
        criteria: From `read_criteria`.
        on: The day of the judgement.
        asset_code: Code of the building, when the model holds one.
    """
    measured = measure_model(geometry)
    buildings: list[int | None] = geometry.buildings["building_step_id"].to_list() or [None]
    return [_assess(geometry, measured, criteria, on, building, buildings, asset_code) for building in buildings]


def _assess(
    geometry: ModelGeometry,
    measured: pl.DataFrame,
    criteria: Mapping[str, Criterion],
    on: date,
    building: int | None,
    buildings: list[int | None],
    asset_code: str,
) -> ModelAssessment:
    routes = build_routes(geometry, building if len(buildings) > 1 else None)
    own = measured.filter(pl.col("building_step_id").eq_missing(pl.lit(building, pl.Int64)))
    extra = pl.DataFrame(route_rows(geometry, routes, building), schema=MODEL_VALUE, orient="row")
    values = pl.concat([own.filter(~pl.col("criterion_id").is_in(extra["criterion_id"].implode())), extra])
    name = next((row["building_name"] for row in geometry.buildings.iter_rows(named=True)
                 if row["building_step_id"] == building), None)  # fmt: skip
    code = asset_code or name or geometry.file_name
    rows = values.select(
        pl.lit(code).alias("asset_code"),
        *("criterion_id", "element", "scope", "value", "unit", "source"),
        pl.lit(None, pl.Date).alias("audited_on"),
    )
    result = assess_building(rows, criteria, on)
    closing = _closing(geometry, values, result, Outcome.FAIL)
    unknown = _closing(geometry, values, result, Outcome.NOT_ASSESSABLE)
    return ModelAssessment(
        geometry=geometry,
        building=building,
        values=values,
        result=result,
        routes=routes,
        reach=find_reach(routes),
        mends=plan_mends(routes, closing, _ranks(geometry)),
        surely_open=plan_mends(routes, {**unknown, **closing}).open_now,
    )


def _ranks(geometry: ModelGeometry) -> dict[int, int]:
    """Step id -> place by name, then by GlobalId: the order of records in the file says nothing."""
    rows = geometry.rows.values()
    order = sorted(rows, key=lambda row: (row["element_name"] or "", row["element_guid"] or ""))
    return {row["element_step_id"]: place for place, row in enumerate(order)}


def judged_verdicts(result: LabelResult, outcome: Outcome) -> list[CriterionVerdict]:
    """The verdicts with an outcome at A or A+, those of extras left out."""
    found = []
    for item in result.verdicts:
        levels = [level for level in _JUDGED if level in item.at]
        if item.criterion.mandatory and any(item.at[level].outcome is outcome for level in levels):
            found.append(item)
    return found


def _closing(
    geometry: ModelGeometry, values: pl.DataFrame, result: LabelResult, outcome: Outcome
) -> dict[int, list[str]]:
    """Step id of an element on a route -> the closing criteria with this outcome; a flight closes its ramp."""
    closing, steps = closing_criteria(), _steps(values)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for item in judged_verdicts(result, outcome):
        if item.criterion.id not in closing:
            continue
        for step_id in steps.get((item.criterion.id, item.element), ()):
            whole = geometry.rows.get(step_id, {}).get("whole_step_id")
            for element in {int(step) for step in (step_id, whole) if step}:
                if item.criterion.id not in found[element]:
                    found[element].append(item.criterion.id)
    return dict(found)


def _steps(values: pl.DataFrame) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    columns = ("criterion_id", "element", "element_step_id")
    for criterion, element, step_id in values.select(columns).unique(maintain_order=True).iter_rows():
        found.setdefault((criterion, element), []).append(step_id)
    return found


def _failing_elements(assessment: ModelAssessment) -> list[FailingElement]:
    """One per name: the doors of a lift belong to the lift."""
    steps = _steps(assessment.values)
    grouped: dict[str, list[Shortfall]] = {}
    places: dict[str, list[int]] = {}
    for item in judged_verdicts(assessment.result, Outcome.FAIL):
        shortfalls = grouped.setdefault(item.element, [])
        if item.criterion.id not in {known.criterion.id for known in shortfalls}:
            shortfalls.append(Shortfall(item))
        known = places.setdefault(item.element, [])
        known += [step for step in steps.get((item.criterion.id, item.element), ()) if step and step not in known]
    order, rows, closing = _order(assessment), assessment.geometry.rows, closing_criteria()

    def rank(name: str) -> tuple[int, int]:
        """Place in the order of mends, and rooms opened."""
        wholes = [rows.get(step, {}).get("whole_step_id") for step in places[name]]
        found = [order[step] for step in (*places[name], *wholes) if step in order]
        return min(found, default=(len(order), 0))

    def key(name: str) -> tuple[Any, ...]:
        return (rank(name)[0], not name, grouped[name][0].criterion.id, name)

    made = []
    for number, name in enumerate(sorted(grouped, key=key), start=1):
        row = rows.get(next(iter(places[name]), 0), {})
        x, y = _place(assessment, row)
        made.append(
            FailingElement(
                number=number,
                step_ids=tuple(places[name]),
                guids=tuple(guid for step in places[name] if (guid := rows.get(step, {}).get("element_guid"))),
                name=name,
                storey=_storey(assessment, row),
                x_m=x,
                y_m=y,
                shortfalls=tuple(sorted(grouped[name], key=lambda each: each.criterion.id not in closing)),
                opens=rank(name)[1],
            )
        )
    return made


def _order(assessment: ModelAssessment) -> dict[int | None, tuple[int, int]]:
    """Element -> place in the order of mends and the rooms its mend opens."""
    return {
        work.element: (place, len(mend.opened))
        for place, mend in enumerate(assessment.mends.mends)
        for work in mend.works
    }


def _place(assessment: ModelAssessment, row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Where its number goes: the corner of a room, where it does not cover the name; the middle of anything else."""
    from shapely.geometry import Point

    shape = assessment.geometry.shapes.get(row.get("element_step_id", 0))
    if row.get("kind") == "space" and shape is not None:
        corner = (row["x_min_m"] + 0.6, row["y_max_m"] - 0.6)
        if shape.covers(Point(corner)):
            return corner
    parts = [row] if row.get("box_centre_x_m") is not None or not row else _parts(assessment, row["element_step_id"])
    for part in parts:
        if part.get("box_centre_x_m") is not None:
            return part["box_centre_x_m"], part["box_centre_y_m"]
    return row.get("origin_x_m"), row.get("origin_y_m")


def _parts(assessment: ModelAssessment, whole: int) -> list[dict[str, Any]]:
    return [row for row in assessment.geometry.rows.values() if row["whole_step_id"] == whole]


def _storey(assessment: ModelAssessment, row: Mapping[str, Any]) -> int | None:
    """The storey of an element, or of what it is a part of."""
    while row:
        if row.get("storey_step_id") is not None:
            return int(row["storey_step_id"])
        row = assessment.geometry.rows.get(row.get("whole_step_id") or -1, {})
    return None
