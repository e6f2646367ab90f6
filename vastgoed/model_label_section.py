"""The section on the accessibility of one building model: level, routes, weakest links, what fails where, plans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kern.findings import Finding, Outcome, Severity
from kern.language import N_, _
from kern.report import Block, Chart, Column, Figure, Paragraph, Section, Table
from vastgoed.accessibility.picture.draw import draw_floor_plan
from vastgoed.accessibility.picture.floors import FloorPlan, floor_plans
from vastgoed.accessibility.wording import INDICATIVE
from vastgoed.left_out_doors import left_out_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vastgoed.accessibility.assessment import ModelAssessment
    from vastgoed.accessibility.routes.mends import Mend

KEY = "vastgoed.label.model"
_WIDTH_IN = 9.0  # of a plan in the report, which is about so wide
_SCOPES = {"visitor": N_("visitors"), "staff": N_("staff")}
_SOURCES = {"geometry": N_("geometry"), "property": N_("property")}


def model_label_section(assessments: Sequence[ModelAssessment]) -> Section:
    """Everything about the accessibility of the buildings of one model.

    Args:
        assessments: From `assess_model`, one per building.
    """
    several = len(assessments) > 1
    blocks: list[Block] = []
    findings: list[Finding] = []
    for number, one in enumerate(assessments, start=1):
        key = f"{KEY}.{number}" if several else KEY
        if several:
            blocks.append(Paragraph(f"{one.result.asset_code}: {_message(one)}"))
        blocks += [
            *_figures(one, key),
            *mends_table(one, key),
            *failing_table(one, key),
            *plan_charts(one, key),
            _unknown(one, key),
        ]
        findings += [*one.result.findings, *_route_findings(one), *left_out_findings(one.left_out_doors)]
    geometry = assessments[0].geometry
    return Section(
        key=KEY,
        title=_("Accessibility of {model}").format(model=geometry.file_name),
        message=_message(assessments[0]) if not several else _("{count} buildings.").format(count=len(assessments)),
        blocks=[*blocks, Paragraph(_(INDICATIVE))],
        findings=[*geometry.findings, *findings],
    )


def _message(one: ModelAssessment) -> str:
    if not any(one.result.source_counts.values()):
        return _("{level}: this model says nothing that can be assessed.").format(level=one.result.level.label)
    weakest = one.failing[0].name if one.failing and one.failing[0].name else ""
    text = _("{level}; at best {best} if all that is unknown turns out well.").format(
        level=one.result.level.label, best=one.result.best_level.label
    )
    if weakest:
        text += " " + _("Weakest link: {element}.").format(element=weakest)
    return text


def _figures(one: ModelAssessment, key: str) -> Iterable[Figure]:
    rooms = [room for room in one.reach.rooms if room.is_function]
    free = sum(room.step_id in one.reach.step_free for room in rooms)
    whole = _("Rooms in all: {count}; shafts and outdoors left out.").format(count=len(rooms))
    yield Figure(f"{key}.ruimten_trapvrij", _("Rooms reached without a step"), float(free), "", 0, whole)
    yield Figure(f"{key}.ruimten_open", _("Rooms open to everybody"), float(len(one.surely_open)), "", 0,
                 _("Without a step, and past elements that all comply."))  # fmt: skip
    yield Figure(f"{key}.niet_beoordeeld", _("Criteria not assessed"), 100 * one.result.not_assessed_share, "%", 0,
                 _("Of the mandatory criteria that apply; an audit must answer them."))  # fmt: skip


def mend_rows(one: ModelAssessment) -> list[dict[str, object]]:
    """The mends in their order, with what each opens."""
    return [_mend_row(one, number, mend) for number, mend in enumerate(one.mends.mends, start=1)]


def _mend_row(one: ModelAssessment, number: int, mend: Mend) -> dict[str, object]:
    names = {step: each.name for each in one.failing for step in each.step_ids}
    works: dict[str, list[str]] = {}
    for work in mend.works:
        name = names.get(work.element) or _name_of(one, work.element, names)
        known = works.setdefault(name, [])
        known += [] if work.label in known else [work.label]
    rooms = sorted(one.routes.rooms[room].name for room in mend.opened)
    return {
        "order": number,
        "works": "; ".join(f"{name}: {', '.join(labels)}" for name, labels in works.items()),
        "rooms_opened": len(rooms),
        "effort": mend.weight,
        "rooms": ", ".join([*rooms[:8], *(["…"] if len(rooms) > 8 else [])]),
    }


def _name_of(one: ModelAssessment, step_id: int, names: dict[int, str]) -> str:
    """The name of a ramp is that of its failing flight."""
    from vastgoed.accessibility.routes.measure import element_name

    for step, name in names.items():
        if one.geometry.rows.get(step, {}).get("whole_step_id") == step_id:
            return name
    return element_name(one.geometry, step_id)


def mends_table(one: ModelAssessment, key: str) -> Iterable[Block]:
    """The mends in their order; nothing when none opens a room."""
    if not one.mends.mends:
        return
    columns = [
        Column("order", _("Order"), decimals=0),
        Column("works", _("Mend")),
        Column("rooms_opened", _("Rooms opened"), decimals=0),
        Column("effort", _("Effort"), decimals=0),
        Column("rooms", _("Which")),
    ]
    note = _(
        "Most rooms for the effort first, each after the mends above it. Effort is relative: an assumption of Koers "
        "(data/label/mends.csv)."
    )
    yield Table(
        f"{key}.schakels",
        _("{building}: weakest links, what to mend first").format(building=one.result.asset_code),
        columns,
        mend_rows(one),
        note,
    )


def failing_table(one: ModelAssessment, key: str) -> Iterable[Block]:
    """The elements that fail, numbered as on the plans; nothing when none does."""
    if not one.failing:
        return
    rows = [
        {
            "number": each.number,
            "element": each.name or _("the building"),
            "criterion": shortfall.criterion.id,
            "what": shortfall.criterion.label,
            "measured": shortfall.measured,
            "required": shortfall.required,
            "scope": _(_SCOPES[shortfall.verdict.scope]),
            "source": _(_SOURCES.get(shortfall.verdict.source, shortfall.verdict.source)),
            "opens": each.opens or None,
        }
        for each in one.failing
        for shortfall in each.shortfalls
    ]
    columns = [
        Column("number", _("No."), decimals=0),
        Column("element", _("Element")),
        Column("criterion", _("Criterion")),
        Column("what", _("What")),
        Column("measured", _("Measured")),
        Column("required", _("Asked")),
        Column("scope", _("For")),
        Column("source", _("From")),
        Column("opens", _("Rooms opened"), decimals=0),
    ]
    yield Table(f"{key}.tekorten", _("Elements that fail, numbered as on the plans"), columns, rows)


def plan_charts(one: ModelAssessment, key: str) -> list[Chart]:
    """A floor plan per storey, as pictures of the report."""
    return [_chart(one, plan, f"{key}.plan.{number}") for number, plan in enumerate(floor_plans(one))]


def _chart(one: ModelAssessment, plan: FloorPlan, key: str) -> Chart:
    message = _(
        "{building}, {storey}: {open} of {count} rooms reached without steps, past elements that comply"
    ).format(building=one.result.asset_code, storey=plan.title, open=plan.open_count, count=plan.function_count)
    alt = _("Floor plan with the rooms by how they are reached, the routes, and {count} numbered elements that fail.")
    draw = partial(draw_floor_plan, plan, width_in=_WIDTH_IN, is_titled=False)
    return Chart(key, message, alt.format(count=len(plan.marks)), draw)


def _unknown(one: ModelAssessment, key: str) -> Block:
    items = {
        item.criterion.id: item.criterion
        for item in one.result.verdicts
        if item.criterion.mandatory and item.outcome is Outcome.NOT_ASSESSABLE
    }
    rows = [{"criterion": name, "what": items[name].label} for name in sorted(items)]
    columns = [Column("criterion", _("Criterion")), Column("what", _("What"))]
    title = _("Not assessable from the model: to audit")
    return Table(f"{key}.te_auditeren", title, columns, rows)


def _route_findings(one: ModelAssessment) -> Iterable[Finding]:
    if not one.reach.rooms:
        yield Finding(
            "accessibility.no_rooms",
            Severity.WARNING,
            N_("The model has no rooms (IfcSpace) with a floor: no routes, no room to turn and no floor plans."),
            remedy=N_("Draw the rooms as spaces with a body, and export the model again."),
        )
        return
    if not one.routes.entrances:
        yield Finding(
            "accessibility.no_entrance",
            Severity.WARNING,
            N_("The model shows no entrance: no door that is not internal has a room on one side only."),
            remedy=N_("Give the doors to outdoors IsExternal and a room behind them, and export the model again."),
        )
    if one.mends.never:
        names = sorted(one.routes.rooms[room].name for room in one.mends.never)
        yield Finding(
            "accessibility.no_way",
            Severity.WARNING,
            N_("Rooms to which the model shows no way at all: {count} ({rooms})."),
            {"count": len(names), "rooms": ", ".join([*names[:8], *(["…"] if len(names) > 8 else [])])},
            remedy=N_("Look whether doors are missing in the model, or whether these rooms are shafts."),
        )
