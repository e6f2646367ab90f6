"""Commands on building models: the card of one, its information requirements, and two deliveries side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_
from koers.commands.default_group import DefaultGroup
from koers.options import TABEL, Folder, Format, OutputFormat, Strict, TableName


class BcfVersion(StrEnum):
    """The two versions of BCF that are in use."""

    V2_1 = "2.1"
    V3_0 = "3.0"


# The first command is what the group itself means: koers vastgoed bim kantoor.ifc.
APP = typer.Typer(
    cls=DefaultGroup,
    help=N_("Building models (IFC). What is in a model and what it is worth, or: is it what was asked for?"),
    epilog="koers vastgoed bim kantoor.ifc\nkoers vastgoed bim controle kantoor.ifc --streng",
)


@APP.command(
    "toon",
    help=N_("What is in a building model (IFC) and what it is worth: is it fit for our questions? Loads nothing."),
    epilog="koers vastgoed bim toon kantoor.ifc",
)
def toon(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", exists=True, dir_okay=False, help=N_("The model."))],
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show a building model."""
    from koers.building_models import model_section
    from koers.show import show

    show(model_section(path, folder), formaat, tabel)


@APP.command(
    "controle",
    help=N_(
        "Does a building model meet the information requirements (IDS)? Those of Koers, or your own. "
        "Shortcomings go to the screen, a page (HTML) and a BCF file for the maker of the model."
    ),
    epilog="koers vastgoed bim controle kantoor.ifc\n"
    "koers vastgoed bim controle kantoor.ifc --ids bestek.ids --html controle.html --bcf tekorten.bcf --streng\n"
    "koers vastgoed bim controle modellen --bcf tekorten.bcf --bcf-versie 3.0",
)
def controle(
    paths: Annotated[
        list[Path], typer.Argument(metavar="BESTAND…", exists=True, help=N_("Models, or folders with models."))
    ],
    ids: Annotated[
        list[Path] | None,
        typer.Option(
            "--ids",
            metavar="BESTAND",
            exists=True,
            dir_okay=False,
            help=N_("Own requirements (IDS 1.0), instead of those of Koers; may be given several times."),
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="BESTAND", dir_okay=False, help=N_("Write the outcome as a page too.")),
    ] = None,
    bcf: Annotated[
        Path | None,
        typer.Option(
            "--bcf",
            metavar="BESTAND",
            dir_okay=False,
            help=N_("Write the shortcomings as BCF too, for the viewer of the model's maker; one file per model."),
        ),
    ] = None,
    bcf_versie: Annotated[BcfVersion, typer.Option("--bcf-versie", help=N_("Version of BCF."))] = BcfVersion.V2_1,
    formaat: Format = TABEL,
    tabel: TableName = None,
    streng: Strict = False,
) -> None:
    """Check models."""
    from koers.checking_models import check_models, nothing_met, write_reports
    from koers.show import leave_if_unmet, show

    checked = check_models(paths, ids or [], with_boxes=bcf is not None)
    write_reports(checked, html, bcf, bcf_versie.value)
    show(checked.section(cut=formaat is OutputFormat.TABEL), formaat, tabel)
    if checked.broken:
        raise typer.Exit(1)
    leave_if_unmet(checked.section(), streng)
    if streng and nothing_met(checked):
        raise typer.Exit(3)


@APP.command(
    "verschil",
    help=N_("What changed between two deliveries of a model: areas, spaces, doors and materials. Loads nothing."),
    epilog="koers vastgoed bim verschil kantoor-2025.ifc kantoor-2026.ifc\n"
    "koers vastgoed bim verschil kantoor-2025.ifc kantoor-2026.ifc --formaat csv --tabel vastgoed.bim.verschil.deuren",
)
def verschil(
    before: Annotated[
        Path, typer.Argument(metavar="VOOR", exists=True, dir_okay=False, help=N_("The earlier delivery."))
    ],
    after: Annotated[Path, typer.Argument(metavar="NA", exists=True, dir_okay=False, help=N_("The later delivery."))],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="BESTAND", dir_okay=False, help=N_("Write the outcome as a page too.")),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Compare two deliveries."""
    from koers.building_models import delivery_section
    from koers.checking_models import write_page
    from koers.show import show

    section = delivery_section(before, after, folder)
    if html is not None:
        write_page(html, section)
    show(section, formaat, tabel)


@APP.command(
    "tabellen",
    help=N_(
        "The facts of all loaded models, one table per kind: spaces, doors, windows, envelope, stairs, materials, … "
        "Each row names its file, record and where its values are from. The files themselves are not needed."
    ),
    epilog="koers vastgoed bim tabellen\n"
    "koers vastgoed bim tabellen --formaat csv --tabel deuren\n"
    "koers vastgoed bim tabellen --xlsx modellen.xlsx --parquet modellen",
)
def tabellen(
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="BESTAND", dir_okay=False, help=N_("Write all tables as a workbook too.")),
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", metavar="MAP", file_okay=False, help=N_("Write each table as a Parquet file too.")),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show or write the tables of all models."""
    from koers.model_tables import tables_section, write_tables
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        tables = workspace.model_tables()
        write_tables(tables, xlsx, parquet)
        section = tables_section(tables, whole=formaat is not OutputFormat.TABEL)
    show(section, formaat, tabel)
