"""The material passport as files, and short enough for a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_, _
from kern.report import Table
from koers.render.picture import write_charts
from koers.screen import talk

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Block, Section

MOST_ROWS = 25


def write_passport(section: Section, xlsx: Path | None, png: Path | None) -> None:
    """Write the workbook and the picture asked for, and say so.

    Raises:
        UsageWrong: A file cannot be written, or there is nothing to draw.
    """
    try:
        if xlsx is not None:
            from koers.render.section_xlsx import write_section

            write_section(xlsx, section)
            talk(_("{file} written.").format(file=xlsx))
        if png is not None:
            for written in write_charts(section, png):
                talk(_("{file} written.").format(file=written))
    except OSError as error:
        raise UsageWrong(
            N_("{file} cannot be written: {reason}."), file=error.filename, reason=error.strerror
        ) from error


def shortened(section: Section) -> Section:
    """The section with its longest tables cut, each saying how to get the rest."""
    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Table) and len(block.rows) > MOST_ROWS:
            note = _("{shown} of {count} rows; all of them with --formaat csv --tabel {key} or --xlsx.").format(
                shown=MOST_ROWS, count=len(block.rows), key=block.key
            )
            block = replace(block, rows=block.rows[:MOST_ROWS], note=" ".join(filter(None, (note, block.note))))
        blocks.append(block)
    return replace(section, blocks=blocks)
