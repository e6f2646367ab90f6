"""Commands on the accessibility label: show it, make a blank audit form, show or replace the criteria."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_, _
from koers.commands.bim import BcfVersion
from koers.commands.default_group import DefaultGroup
from koers.options import TABEL, Asset, Folder, Format, TableName, Year
from koers.screen import talk

APP = typer.Typer(
    cls=DefaultGroup,
    help=N_("Indicative accessibility level per building, audit forms and criteria. Only Inter grants a label."),
    epilog="koers vastgoed label\nkoers vastgoed label GB-0004 --streng\nkoers vastgoed label sjabloon GB-0034",
)

Plan = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="BESTAND",
        help=N_("Write a floor plan per storey: .png or .svg; a name without ending gives both."),
    ),
]
StrictLabel = Annotated[
    bool,
    typer.Option(
        "--streng", help=N_("Leave with exit code 3 when a building does not reach A+ (indicative); unknown is no A+.")
    ),
]


# Shown by `koers vastgoed label` too: the first command is what the group itself means.
@APP.command(
    "toon",
    help=N_("Indicative accessibility level per audited building, with its weakest link. Only Inter grants a label."),
    epilog="koers vastgoed label toon\nkoers vastgoed label toon GB-0004 --streng\n"
    "koers vastgoed label toon GB-0034 --plan plan.png",
)
def toon(
    asset: Asset = None,
    jaar: Year = None,
    plan: Plan = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: StrictLabel = False,
) -> None:
    """Show the label of one building or of all."""
    from koers.model_labels import assess_loaded, below_a_plus, write_plans
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.label", asset=asset, report_year=jaar)
        below = below_a_plus(workspace, asset, jaar) if streng else []
    if plan is not None:
        write_plans(plan, assess_loaded(folder, asset, jaar))
    show(section, formaat, tabel)
    if below:
        talk(_("Checked and not met: no A+ (indicative) for {codes}.").format(codes=", ".join(below)))
        raise typer.Exit(3)


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


@APP.command(
    "model",
    help=N_(
        "Indicative level of a building model (IFC): rooms reached without a step, what fails where and what to mend "
        "first. Floor plans go to PNG or SVG, failing elements to a BCF file. Loads nothing."
    ),
    epilog="koers vastgoed label model kantoor.ifc\n"
    "koers vastgoed label model GB-0034 --plan plan.png --bcf tekorten.bcf --streng",
)
def model(
    source: Annotated[
        str,
        typer.Argument(metavar="BESTAND|GEBOUW", help=N_("A model, or the code of a building with a loaded model.")),
    ],
    plan: Plan = None,
    bcf: Annotated[
        Path | None,
        typer.Option("--bcf", metavar="BESTAND", dir_okay=False, help=N_("Write each failing element as BCF too.")),
    ] = None,
    bcf_versie: Annotated[BcfVersion, typer.Option("--bcf-versie", help=N_("Version of BCF."))] = BcfVersion.V2_1,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: StrictLabel = False,
) -> None:
    """Show the label of a model."""
    from koers.model_labels import assess_source, reaches_a_plus, write_issues, write_plans
    from koers.show import show
    from vastgoed.model_label_section import model_label_section

    assessments = assess_source(source, folder)
    write_plans(plan, assessments)
    write_issues(bcf, assessments, bcf_versie.value)
    show(model_label_section(assessments), formaat, tabel)
    if streng and not reaches_a_plus(assessments):
        raise typer.Exit(3)


@APP.command(
    "ids",
    help=N_(
        "Write the information requirements (IDS) that a building model must meet so that the criteria in force can be "
        "assessed from it. Check a model with: koers vastgoed bim controle MODEL --ids BESTAND."
    ),
    epilog="koers vastgoed label ids --uitvoer toegankelijkheid.ids",
)
def ids(
    uitvoer: Annotated[
        Path, typer.Option("--uitvoer", "-u", metavar="BESTAND", dir_okay=False, help=N_("The IDS file to write."))
    ] = Path("toegankelijkheid.ids"),
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help=N_("Write over a file that is there already."))
    ] = False,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Write information requirements."""
    from koers.model_labels import write_requirements
    from koers.show import show

    show(write_requirements(uitvoer, overschrijf, folder), formaat, tabel)
