"""Commands of the fleet room."""

from __future__ import annotations

import typer

from kern.language import N_, _
from koers.commands.common import SectionCommand
from koers.options import (
    TABEL,
    BaseYear,
    Budget,
    Folder,
    Format,
    Holding,
    Oldest,
    PathMethod,
    Seconds,
    Strict,
    TableName,
    TargetSet,
    Until,
    Year,
)

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


@APP.command(
    "vervanging",
    help=N_("Which vehicle is replaced when and by what, within budget and rules, with the gap to the proven bound."),
    epilog="koers vloot vervanging\nkoers vloot vervanging --tot 2032 --budget 400000 --minstens 5 --streng",
)
def vervanging(
    jaar: Year = None,
    tot: Until = None,
    budget: Budget = None,
    minstens: Holding = None,
    hoogstens: Oldest = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    basisjaar: BaseYear = None,
    seconden: Seconds = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Show the replacement plan."""
    from koers.screen import progress
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace, progress(_("searching a plan")):
        section = workspace.section(
            "vloot.vervanging",
            report_year=jaar,
            target_set=doelset,
            method=methode,
            base_year=basisjaar,
            plan_until=tot,
            plan_budget_eur=budget,
            plan_holding_years=minstens,
            plan_oldest_years=hoogstens,
            plan_seconds=seconden,
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
        "voertuigen",
        N_("Vehicle by vehicle: kilometres, fuel CO2, charging, the factors behind each row; charging per home base."),
        ("koers vloot voertuigen --jaar 2025", "koers vloot voertuigen --formaat csv"),
    ),
    SectionCommand(
        "vloot",
        "mobiliteit",
        N_("The mobility ladder: trips avoided, shared and shifted, and kilometres per full-time equivalent."),
        ("koers vloot mobiliteit --jaar 2025",),
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
        "controle",
        N_("How complete the fleet data is, by entity and by part, and what the checks found."),
        ("koers vloot controle --jaar 2025", "koers vloot controle --formaat csv --tabel vloot.controle.per_entiteit"),
    ),
):
    command.add_to(APP)
