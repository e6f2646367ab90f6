"""Commands on the accessibility label: show it, make a blank audit form, show or replace the criteria."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_, _
from koers.commands.common import SectionCommand
from koers.commands.default_group import DefaultGroup
from koers.options import TABEL, Folder, Format, TableName
from koers.screen import talk

APP = typer.Typer(
    cls=DefaultGroup,
    help=N_("Indicative accessibility level per building, audit forms and criteria. Only Inter grants a label."),
    epilog="koers vastgoed label\nkoers vastgoed label GB-0004 --streng\nkoers vastgoed label sjabloon GB-0034",
)

# Shown by `koers vastgoed label` too: the first command is what the group itself means.
SectionCommand(
    "vastgoed",
    "label",
    N_("Indicative accessibility level per audited building, with its weakest link. Only Inter grants a label."),
    ("koers vastgoed label toon", "koers vastgoed label toon GB-0004 --streng"),
    asset=True,
    strict=True,
).add_to(APP, name="toon")


@APP.command(
    "sjabloon",
    help=N_(
        "Write a blank audit form (XLSX) from the criteria in force, with choices and help at each cell. "
        "Filled in, it is loaded with koers laad."
    ),
    epilog="koers vastgoed label sjabloon\nkoers vastgoed label sjabloon GB-0034 --uitvoer audit-GB-0034.xlsx",
)
def sjabloon(
    assets: Annotated[
        list[str] | None,
        typer.Argument(metavar="OBJECT", help=N_("Codes of buildings to fill in beforehand; none when not said.")),
    ] = None,
    uitvoer: Annotated[
        Path, typer.Option("--uitvoer", "-u", metavar="BESTAND", help=N_("The workbook to write."))
    ] = Path("auditformulier.xlsx"),
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help=N_("Write over a file that is there already."))
    ] = False,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Write a blank audit form."""
    from koers.audit_forms import make_audit_form
    from koers.settings import find_folder
    from koers.show import show
    from koers.workspace import find_workspace

    if folder is None and find_folder() is None:
        section = make_audit_form(None, assets or [], uitvoer, overschrijf)
    else:
        with find_workspace(folder) as workspace:
            section = make_audit_form(workspace, assets or [], uitvoer, overschrijf)
    show(section, formaat, tabel)


@APP.command(
    "criteria",
    help=N_(
        "The criteria in force and what each level asks, with proxies marked. With --uitvoer as a workbook: change "
        "it, load it with koers laad, and it goes before the criteria that come with Koers."
    ),
    epilog="koers vastgoed label criteria\nkoers vastgoed label criteria --uitvoer criteria.xlsx",
)
def criteria(
    uitvoer: Annotated[
        Path | None, typer.Option("--uitvoer", "-u", metavar="BESTAND", help=N_("The workbook to write."))
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help=N_("Write over a file that is there already."))
    ] = False,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the criteria in force."""
    from koers.audit_forms import show_criteria
    from koers.settings import find_folder
    from koers.show import show
    from koers.workspace import find_workspace

    if folder is None and find_folder() is None:
        section = show_criteria(None, uitvoer, overschrijf)
    else:
        with find_workspace(folder) as workspace:
            section = show_criteria(workspace, uitvoer, overschrijf)
    show(section, formaat, tabel)
    if uitvoer is not None:
        talk(_("{file} written.").format(file=uitvoer))
