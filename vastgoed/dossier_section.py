"""The dossier of a building, or of all buildings of an entity, as a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.asset_section import find_asset
from vastgoed.dossier import COMPLETE, PARTS, STATES, Dossier, build_dossier
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vastgoed.dossier import Facts
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_CLOSED = ("transferred", "kept_out")


def dossier_section(
    inputs: EstateInputs,
    options: EstateOptions,
    code: str,
    beside: Mapping[str, Mapping[str, Facts]] | None = None,
) -> Section:
    """The dossier of a building, or of an entity when the code is that of an entity.

    Args:
        inputs: The registers.
        options: The day and the rules.
        code: Of a building or an entity.
        beside: Asset -> what other rooms know of it: `energy`, `vehicles`.

    Raises:
        InputWrong: There is no such building, or the entity manages none.
    """
    if code in set(inputs.entity["code"]):
        return _of_entity(inputs, options, code, beside or {})
    known = (beside or {}).get(str(find_asset(inputs, code)["asset_code"]))
    dossier = build_dossier(inputs, options, code, known)
    blocks: list[Block] = [_count(dossier), _states(dossier), _todos([dossier])]
    blocks += [_facts(dossier, number) for number in range(len(PARTS)) if dossier.parts[number].facts]
    return Section(
        f"vastgoed.dossier.{dossier.asset_code}",
        _("Transfer dossier of {name} ({code})").format(name=dossier.name, code=dossier.asset_code),
        _message(dossier),
        blocks,
    )


def _message(dossier: Dossier) -> str:
    values = {
        "complete": dossier.complete_count,
        "count": len(dossier.parts),
        "entity": dossier.entity,
        "quarter": dossier.quarter,
    }
    if dossier.quarter:
        return translate(N_("{complete} of {count} parts complete; {entity}, planned for {quarter}."), values)
    return translate(N_("{complete} of {count} parts complete; {entity}, no quarter planned."), values)


def _count(dossier: Dossier) -> Figure:
    return Figure(
        f"vastgoed.dossier.{dossier.asset_code}",
        _("Parts complete"),
        float(dossier.complete_count),
        translate(N_("of {count}"), {"count": len(dossier.parts)}),
        0,
        translate(N_("As of {day}."), {"day": dossier.on}),
    )


def _states(dossier: Dossier) -> Table:
    return Table(
        "vastgoed.dossier.delen",
        _("The fifteen parts"),
        [
            Column("number", _("No.")),
            Column("title", _("Part")),
            Column("state", _("State")),
            Column("known", _("Known"), decimals=0),
            Column("missing", _("Missing"), decimals=0),
        ],
        [
            {
                "number": part.number,
                "title": part.title,
                "state": _(STATES[part.state]),
                "known": len(part.facts),
                "missing": len(part.todos),
            }
            for part in dossier.parts
        ],
    )


def _todos(dossiers: list[Dossier]) -> Table:
    """Who must do what by when, the most urgent first."""
    several = len(dossiers) > 1
    rows: list[dict[str, Any]] = [
        {
            "due": todo.due,
            "asset_code": dossier.asset_code,
            "part": f"{part.number}. {part.title}",
            "what": todo.what,
            "who": todo.who,
        }
        for dossier in dossiers
        for part in dossier.parts
        for todo in part.todos
    ]
    columns = [
        Column("due", _("By")),
        *([Column("asset_code", _("Code"))] if several else []),
        Column("part", _("Part")),
        Column("what", _("What is missing")),
        Column("who", _("Who")),
    ]
    return Table(
        "vastgoed.dossier.acties",
        _("Who must do what by when"),
        columns,
        sorted(rows, key=lambda row: (row["due"], row["asset_code"])),
        _("The day is the first of the quarter of the move less the lead time of that part of the readiness."),
    )


def _facts(dossier: Dossier, place: int) -> Table:
    part = dossier.parts[place]
    return Table(
        f"vastgoed.dossier.deel{part.number}",
        f"{part.number}. {part.title}",
        [Column("field", _("What")), Column("value", _("Value"))],
        [{"field": name, "value": value} for name, value in part.facts],
    )


def _of_entity(
    inputs: EstateInputs, options: EstateOptions, entity_code: str, beside: Mapping[str, Mapping[str, Facts]]
) -> Section:
    buildings = compute_buildings(inputs, options.day).filter(pl.col("entity_code") == entity_code)
    if buildings.is_empty():
        raise InputWrong(
            N_("Entity {code} manages no building on {day}. See: koers vastgoed toon"),
            code=entity_code,
            day=options.day,
        )
    every = [build_dossier(inputs, options, code, beside.get(code)) for code in buildings["asset_code"]]
    dossiers = [dossier for dossier in every if dossier.group not in _CLOSED]
    open_todos = sum(len(part.todos) for dossier in dossiers for part in dossier.parts)
    message = translate(
        N_(
            "{count} buildings, {planned} with a quarter; {todos} things are still to be done. "
            "{left} more are out of scope or have moved already."
        ),
        {
            "count": len(dossiers),
            "planned": sum(dossier.quarter is not None for dossier in dossiers),
            "todos": open_todos,
            "left": len(every) - len(dossiers),
        },
    )
    rows = [
        {
            "asset_code": dossier.asset_code,
            "name": dossier.name,
            "quarter": dossier.quarter,
            "complete": dossier.complete_count,
            "incomplete": ", ".join(str(part.number) for part in dossier.parts if part.state != COMPLETE),
        }
        for dossier in dossiers
    ]
    table = Table(
        "vastgoed.dossier.gebouwen",
        _("Dossiers of this entity"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("quarter", _("Quarter")),
            Column("complete", _("Parts complete"), decimals=0),
            Column("incomplete", _("Parts not complete")),
        ],
        rows,
        "; ".join(f"{number}. {_(title)}" for number, (title, _make) in enumerate(PARTS, start=1)),
    )
    title = _("Transfer dossiers of {entity}").format(entity=every[0].entity)
    return Section(f"vastgoed.dossier.{entity_code}", title, message, [table, _todos(dossiers)])
