"""Commands of the real-estate room."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_, _
from koers.commands import bim, environment, label, transfer
from koers.commands.common import SectionCommand
from koers.options import TABEL, Asset, Folder, Format, OutputFormat, Picture, TableName, Year
from koers.screen import talk

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
):
    command.add_to(APP)
APP.add_typer(transfer.APP, name="inkanteling")

SectionCommand(
    "vastgoed",
    "certificaten",
    N_("Certificates, labels and inspections: what holds, what expires, what a duty asks and nobody has."),
    ("koers vastgoed certificaten", "koers vastgoed certificaten --formaat csv --tabel vastgoed.certificaten.lijst"),
).add_to(APP)

environment.add_to(APP)
APP.add_typer(label.APP, name="label")


@APP.command(
    "ruimten",
    help=N_(
        "Desks beside the norm, area and cost per person, vacancy; or the spaces of one building out of its model."
    ),
    epilog="koers vastgoed ruimten\nkoers vastgoed ruimten GB-0004",
)
def ruimten(
    asset: Asset = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the use of space, or the spaces of one building."""
    from koers.building_models import spaces_of_building
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        if asset is None:
            section = workspace.section("vastgoed.ruimten", report_year=jaar)
        else:
            section = spaces_of_building(workspace, asset)
    show(section, formaat, tabel)


APP.add_typer(bim.APP, name="bim")


@APP.command(
    "paspoort",
    help=N_(
        "The material passport: kilograms per class of material and element out of the loaded models, each with its "
        "origin. What cannot be known is shown as a share."
    ),
    epilog="koers vastgoed paspoort\nkoers vastgoed paspoort GB-0030\n"
    "koers vastgoed paspoort GB-0030 --xlsx paspoort.xlsx --png paspoort.png",
)
def paspoort(
    asset: Asset = None,
    jaar: Year = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="BESTAND", dir_okay=False, help=N_("Write the passport as a workbook too.")),
    ] = None,
    png: Picture = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the material passport."""
    from koers.passports import shortened, write_passport
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.paspoort", asset=asset, report_year=jaar)
    write_passport(section, xlsx, png)
    show(shortened(section) if formaat is OutputFormat.TABEL else section, formaat, tabel)


@APP.command(
    "dossier",
    help=N_("The transfer dossier of one building, or of all buildings of an entity: what is known, what is missing."),
    epilog="koers vastgoed dossier GB-0034\nkoers vastgoed dossier ENT03 --uitvoer dossier-ENT03.docx",
)
def dossier(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of a building or of an entity."))],
    uitvoer: Annotated[
        list[Path] | None,
        typer.Option("--uitvoer", "-u", metavar="BESTAND", help=N_("Write it as .docx or .md too; may be repeated.")),
    ] = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show a transfer dossier."""
    from koers.documents import write_document
    from koers.show import show
    from koers.transfer_beside import dossier as make_dossier
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = make_dossier(workspace, code, jaar)
    for path in uitvoer or []:
        write_document(section, path)
        talk(_("{file} written.").format(file=path))
    show(section, formaat, tabel)


@APP.command(
    "kalender",
    help=N_("What expires when: contracts, days of notice, accessibility assessments."),
    epilog="koers vastgoed kalender\nkoers vastgoed kalender --ics termijnen.ics",
)
def kalender(
    jaar: Year = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="BESTAND", help=N_("Write the coming terms as a calendar file too.")),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the calendar of terms."""
    from koers.rooms import room_of
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.kalender", report_year=jaar)
        if ics is not None:
            from vastgoed.deadlines_section import deadlines_calendar

            room = room_of("vastgoed")
            text = deadlines_calendar(workspace.inputs(room), workspace.options(room, {"report_year": jaar}))
            ics.write_text(text, encoding="utf-8", newline="")
            talk(_("{file} written.").format(file=ics))
    show(section, formaat, tabel)


@APP.command(
    "verschil",
    help=N_(
        "What changed between two extracts of the property database: real changes apart from corrections, each "
        "with its effect on floor area and, in a workspace, on energy."
    ),
    epilog="koers vastgoed verschil portefeuille-2024.xlsx portefeuille-2025.xlsx",
)
def verschil(
    before: Annotated[Path, typer.Argument(metavar="VOOR", help=N_("Extract of the first moment: file or folder."))],
    after: Annotated[Path, typer.Argument(metavar="NA", help=N_("Extract of the second moment: file or folder."))],
    dag_voor: Annotated[
        datetime | None,
        typer.Option("--dag-voor", formats=["%Y-%m-%d", "%d-%m-%Y"], metavar="DAG", help=N_("Day of the first.")),
    ] = None,
    dag_na: Annotated[
        datetime | None,
        typer.Option("--dag-na", formats=["%Y-%m-%d", "%d-%m-%Y"], metavar="DAG", help=N_("Day of the second.")),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Compare two extracts."""
    from koers.comparing import compare_extracts
    from koers.settings import find_folder
    from koers.show import show
    from koers.workspace import find_workspace

    first, last = (day.date() if day else None for day in (dag_voor, dag_na))
    if folder is None and find_folder() is None:
        section = compare_extracts(before, after, first, last)
    else:
        with find_workspace(folder) as workspace:
            section = compare_extracts(before, after, first, last, workspace)
    show(section, formaat, tabel)


@APP.command(
    "kaart",
    help=N_(
        "The buildings on a plan of Flanders (Lambert 72), coloured by any indicator: functie, entiteit, bvo, "
        "bouwjaar, vte, werkplekken, erfgoed, strategie, eigendom, label, inkanteling, epc, energie or verbruik."
    ),
    epilog="koers vastgoed kaart --kleur label --beeld kaart.png\nkoers vastgoed kaart --kleur energie --formaat csv",
)
def kaart(
    kleur: Annotated[
        str, typer.Option("--kleur", "-k", metavar="INDICATOR", help=N_("What the buildings are coloured by."))
    ] = "functie",
    beeld: Picture = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the map."""
    from koers.maps import make_map
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = make_map(workspace, kleur, jaar, beeld)
    show(section, formaat, tabel)
    if beeld is not None:
        talk(_("{file} written.").format(file=beeld))
