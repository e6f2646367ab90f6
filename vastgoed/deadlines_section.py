"""The section on what expires when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, translate
from kern.report import Column, Section, Table
from vastgoed.deadlines import KINDS, calendar_text, compute_deadlines

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

MONTHS_AHEAD = 24


def deadlines_section(inputs: EstateInputs, options: EstateOptions, months: int = MONTHS_AHEAD) -> Section:
    """What expires in the coming months, and what has expired already.

    Args:
        inputs: The registers.
        options: The day.
        months: How far ahead. [month]
    """
    rows = compute_deadlines(inputs, options, months)
    past = rows.filter("is_past").height
    message = translate(
        N_("{count} things expire within {months} months after {day}; {past} have expired already."),
        {"count": rows.height - past, "months": months, "day": options.day, "past": past},
    )
    table = Table(
        "vastgoed.kalender.lijst",
        _("What expires when"),
        [
            Column("due", _("Day")),
            Column("what_kind", _("What")),
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("entity_name", _("Entity")),
            Column("what", _("Reference")),
            Column("is_past", _("Expired")),
        ],
        [{**row, "what_kind": _(KINDS[row["kind"]])} for row in rows.iter_rows(named=True)],
        _("A day of notice that has passed is left out."),
    )
    return Section("vastgoed.kalender", _("Calendar of terms"), message, [table])


def deadlines_calendar(inputs: EstateInputs, options: EstateOptions, months: int = MONTHS_AHEAD) -> str:
    """The same as a calendar file, in the language in force; what has expired is left out."""
    rows = compute_deadlines(inputs, options, months).filter(~pl.col("is_past"))
    return calendar_text(rows, {kind: _(name) for kind, name in KINDS.items()}, options.day)
