"""The annual report as one self-contained page: inline style and charts, no script, no network."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kern.language import _, current_language, show_value
from kern.report import Chart, Figure, Paragraph, Table
from koers.render.svg import chart_as_svg
from koers.render.values import (
    SIGNS,
    common_note,
    is_numeric,
    show_cell,
    show_figure,
    sign_of,
    without_repeats,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.report import Block, Column, Section
    from koers.annual import AnnualReport, Card

TEMPLATES = Path(__file__).resolve().parent / "templates"
# A longer table is folded; a reader on paper gets it whole.
MOST_ROWS_OPEN = 16
# A code or a date is not broken over two lines.
LONGEST_SHORT = 12


def report_as_html(report: AnnualReport) -> str:
    """Render the report in the language in force."""
    return _render("report.html.j2", report=report)


def section_as_html(section: Section) -> str:
    """One section as a page of its own."""
    return _render("section.html.j2", section=section)


def _render(template: str, **values: Any) -> str:
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(
        _=_,
        language=current_language(),
        show=show_value,
        show_figure=show_figure,
        sign=SIGNS.get,
        groups=group_blocks,
        table_view=table_view,
        card_bar=card_bar,
        common_note=common_note,
        svg=lambda chart: Markup(chart_as_svg(chart)),  # noqa: S704 - our own drawing, its texts escaped there
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
    )
    page = environment.get_template(template).render(**values)
    # Chemistry as it is printed; the data and the other outputs keep plain letters.
    return page.replace("CO2", "CO₂")


def group_blocks(blocks: Sequence[Block]) -> list[tuple[str, list[Any]]]:
    """Blocks with figures in a row taken together: they become one row of tiles."""
    kinds = {Figure: "figures", Table: "table", Chart: "chart", Paragraph: "paragraph"}
    kept = without_repeats(blocks)
    return [(kind, list(group)) for kind, group in groupby(kept, key=lambda block: kinds[type(block)])]


def table_view(table: Table) -> dict[str, Any]:
    """A table ready to print: cells in words with their alignment and sign; keys stand beside the rows."""
    rows = table.printed_rows()
    shown = [column for column in table.columns if column.name != "key"]
    columns = [
        {"heading": column.heading, "unit": column.unit, "numeric": is_numeric(column, rows)} for column in shown
    ]
    printed = [{"key": row.get("key"), "cells": [_cell(row[column.name], column) for column in shown]} for row in rows]
    keys = [row["key"] for row in printed if row["key"]]
    return {"columns": columns, "rows": printed, "traceable": keys, "folded": len(rows) > MOST_ROWS_OPEN}


def _cell(value: Any, column: Column) -> dict[str, Any]:
    text = show_cell(value, column)
    if len(text) > LONGEST_SHORT and " " not in text:
        text = re.sub(r"([._/])", "\\1\u200b", text)  # a long code may be broken after its points
    return {"text": text, "sign": sign_of(value, column.name), "is_short": len(text) <= LONGEST_SHORT}


def card_bar(card: Card) -> dict[str, float] | None:
    """Lengths of the small bar on a card, in parts of its width; None when there is nothing to compare.

    The bar runs from zero to a little above the largest of the three values.
    """
    values = [figure.printed for figure in (card.actual, card.path, card.base) if figure is not None]
    if card.path is None or any(value is None for value in values):
        return None
    longest = max(value for value in values if value is not None) * 1.04
    if longest <= 0:
        return None
    return {
        "actual": 100 * (card.actual.printed or 0) / longest,
        "path": 100 * (card.path.printed or 0) / longest,
        "base": 100 * (card.base.printed or 0) / longest if card.base else 0,
    }
