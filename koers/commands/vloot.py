"""Commands of the fleet room."""

from __future__ import annotations

import typer

from kern.language import N_
from koers.commands.common import SectionCommand
from koers.options import TABEL, BaseYear, Folder, Format, PathMethod, Strict, TableName, TargetSet, Year

APP = typer.Typer(
    help=N_("Fleet: the service vehicles, their fuel, their CO2 and its trajectory."),
    epilog="koers vloot toon",
    no_args_is_help=True,
)


@APP.command(
    "traject",
    help=N_("Is the fleet on course? CO2 of its fuel against the path, with the pace still required."),
    epilog="koers vloot traject\nkoers vloot traject --jaar 2024 --streng",
)
def traject(
    jaar: Year = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    basisjaar: BaseYear = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Show the fleet's trajectory."""
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section(
            "vloot.traject", report_year=jaar, target_set=doelset, method=methode, base_year=basisjaar
        )
    show(section, formaat, tabel)
    leave_if_unmet(section, streng)


for command in (
    SectionCommand(
        "vloot",
        "toon",
        N_("The vehicles: how many of what kind, what they drove and used."),
        ("koers vloot toon --jaar 2025",),
    ),
    SectionCommand(
        "vloot",
        "quota",
        N_("Clean-vehicle quotas, purchase rules and low-emission zones: what is met, and what stops when."),
        ("koers vloot quota --jaar 2025",),
        strict=True,
    ),
    SectionCommand(
        "vloot",
        "ecoscore",
        N_("The Ecoscore of the cars: official where it is known, estimated and marked where it is not."),
        ("koers vloot ecoscore --jaar 2025",),
    ),
    SectionCommand(
        "vloot",
        "praktijk",
        N_("Consumption in practice beside the type approval."),
        ("koers vloot praktijk --jaar 2025",),
    ),
    SectionCommand(
        "vloot",
        "vervanging",
        N_("Which vehicle is replaced when and by what, within budget and rules, with the gap to the proven bound."),
        ("koers vloot vervanging --jaar 2025",),
    ),
    SectionCommand(
        "vloot",
        "kwaliteit",
        N_("How complete the fleet data is, by entity and by part."),
        ("koers vloot kwaliteit --jaar 2025",),
    ),
):
    command.add_to(APP)
