"""The annual report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_, _
from koers.options import TABEL, Folder, Format, Strict, TableName
from koers.screen import progress, show_error, talk


def add_to(app: typer.Typer) -> None:
    """Add the report to the root."""
    app.command(
        "rapport",
        help=N_("Write the annual report as a page (HTML) and as JSON, with the same figures in each."),
        epilog="koers rapport 2025\nkoers rapport 2025 --uit ./publiek --streng",
    )(rapport)


def rapport(
    year: Annotated[int, typer.Argument(metavar="JAAR", help=N_("Report year."), min=1990, max=2100)],
    uit: Annotated[
        Path | None,
        typer.Option(
            "--uit", metavar="MAP", help=N_("Folder for the report; the folder rapport of the workspace when not said.")
        ),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Write the annual report and show its verdicts."""
    from koers.ledger import publish
    from koers.reporting import summary_section, write_report
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace, progress(_("Report")) as step:
        report = workspace.report(year, on_step=step)
        paths = write_report(report, uit or workspace.settings.folder / "rapport", on_step=step)
        number = publish(workspace, report)
    section = summary_section(report, paths)
    talk(
        _("Kept in the ledger as publication {number}; later: koers energie traject --vergelijk {number}").format(
            number=number
        )
    )
    show(section, formaat, tabel)
    if report.failures:
        for error in report.failures:
            show_error(error)
        raise typer.Exit(1)
    leave_if_unmet(section, streng)
