"""Commands of the real-estate room."""

from __future__ import annotations

from typing import Annotated

import typer

from kern.language import N_
from koers.commands.common import SectionCommand
from koers.options import TABEL, Folder, Format, TableName, Year

APP = typer.Typer(
    help=N_("Real estate: the portfolio, the accessibility labels and the transfer plan."),
    epilog="koers vastgoed toon",
    no_args_is_help=True,
)

for command in (
    SectionCommand(
        "vastgoed",
        "toon",
        N_("The portfolio: how many assets and square metres, of whom, in what use; or one building."),
        ("koers vastgoed toon", "koers vastgoed toon GB-0001", "koers vastgoed toon --formaat csv > gebouwen.csv"),
        asset=True,
    ),
    SectionCommand(
        "vastgoed",
        "ruimten",
        N_("Desks beside the norm, area and cost per person, vacancy."),
        ("koers vastgoed ruimten --jaar 2025",),
    ),
    SectionCommand(
        "vastgoed",
        "label",
        N_("Indicative accessibility level per audited building, with its weakest link. Only Inter grants a label."),
        ("koers vastgoed label", "koers vastgoed label GB-0004 --streng"),
        asset=True,
        strict=True,
    ),
    SectionCommand(
        "vastgoed",
        "inkanteling",
        N_("Which buildings transfer to the agency (25 % rule), and in which order by readiness and capacity."),
        ("koers vastgoed inkanteling", "koers vastgoed inkanteling GB-0034"),
        asset=True,
    ),
    SectionCommand(
        "vastgoed",
        "kalender",
        N_("What expires when: contracts, days of notice, accessibility assessments."),
        ("koers vastgoed kalender",),
    ),
):
    command.add_to(APP)


@APP.command(
    "dossier",
    help=N_("The transfer dossier of one building, or of all buildings of an entity: what is known, what is missing."),
    epilog="koers vastgoed dossier GB-0034\nkoers vastgoed dossier ENT03",
)
def dossier(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of a building or of an entity."))],
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show a transfer dossier."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.dossier", asset=code, report_year=jaar)
    show(section, formaat, tabel)
