"""From a section to stdout: the form asked for, and exit code 3 when `--streng` asks for more than the answer gives."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from kern.language import _
from koers.options import OutputFormat
from koers.screen import talk

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section

GOOD = ("on_course", "pass", "not_applicable", "")


def show(section: Section, form: OutputFormat, table: str | None = None) -> None:
    """Write a section to stdout.

    Args:
        section: What to show.
        form: Table for people, JSON or CSV for programs.
        table: Which table to write as CSV.

    Raises:
        UsageWrong: The table asked for is not there.
    """
    if form is OutputFormat.JSON:
        from koers.render.json_out import dump, section_as_dict

        sys.stdout.write(dump(section_as_dict(section)) + "\n")
    elif form is OutputFormat.CSV:
        from koers.render.csv_out import choose_table, table_as_csv, tables_of

        sys.stdout.write(table_as_csv(choose_table(section, table)).replace("\r\n", "\n"))
        others = [name for name in tables_of(section) if name != table]
        if table is None and len(others) > 1:
            talk(_("Other tables here, with --tabel: {tables}.").format(tables=", ".join(others[1:])))
    else:
        from koers.render.terminal import show_section

        show_section(section)


def save_picture(section: Section, path: Path | None) -> None:
    """Write the charts of a section when a picture was asked for, and say where they are.

    Raises:
        UsageWrong: The name is no picture, or its folder does not exist.
    """
    if path is None:
        return
    from koers.render.picture import write_charts

    for written in write_charts(section, path):
        talk(_("Written: {file}").format(file=written))


def leave_if_unmet(section: Section, strict: bool) -> None:
    """With `--streng`, leave with exit code 3 when a verdict of the section is not good."""
    from kern.report import Table
    from koers.render.values import sign_of

    if not strict:
        return
    verdicts = [figure.verdict for figure in section.figures()]
    for block in section.blocks:
        if isinstance(block, Table):
            for column in block.columns:
                verdicts += [str(row[column.name]) for row in block.rows if sign_of(row.get(column.name), column.name)]
    unmet = [verdict for verdict in verdicts if verdict not in GOOD]
    if unmet:
        talk(_("Checked and not met: {count} verdicts are not good.").format(count=len(unmet)))
        raise typer.Exit(3)
