"""Commands of the energy room."""

from __future__ import annotations

from typing import Annotated

import typer

from kern.language import N_
from koers.options import TABEL, Asset, BaseYear, Folder, Format, PathMethod, Strict, TableName, TargetSet, Year

APP = typer.Typer(
    help=N_("Energy: consumption, primary energy, CO2 and their trajectories."),
    epilog="koers energie traject --jaar 2025",
    no_args_is_help=True,
)

Boundary = Annotated[
    str | None,
    typer.Option("--grens", metavar="GRENS", help=N_("CO2 boundary: fossil_only, location_based or market_based.")),
]


@APP.command(
    "verbruik",
    help=N_("Consumption per asset, carrier and year, with the share of the year that is covered by data."),
    epilog="koers energie verbruik --jaar 2025\nkoers energie verbruik GB-0001",
)
def verbruik(
    asset: Asset = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show consumption."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("energie.verbruik", asset=asset, report_year=jaar)
    show(section, formaat, tabel)


@APP.command(
    "kwaliteit",
    help=N_("How complete the meter data of a year is: missing months, estimates, filled gaps, odd intervals."),
    epilog="koers energie kwaliteit --jaar 2025",
)
def kwaliteit(
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the quality of the meter data."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("energie.kwaliteit", report_year=jaar)
    show(section, formaat, tabel)


@APP.command(
    "traject",
    help=N_("Are energy and CO2 on course? Actual value, path, gap, pace still required, trend and verdict."),
    epilog="koers energie traject\nkoers energie traject --doelset NAAM --methode compound --streng",
)
def traject(
    jaar: Year = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    basisjaar: BaseYear = None,
    grens: Boundary = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Show the energy trajectories."""
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section(
            "energie.traject",
            report_year=jaar,
            target_set=doelset,
            method=methode,
            base_year=basisjaar,
            boundary=grens,
        )
    show(section, formaat, tabel)
    leave_if_unmet(section, streng)


@APP.command(
    "weer",
    help=N_("The trajectory beside its weather-corrected values: what a normal year would have asked."),
    epilog="koers energie weer --jaar 2025",
)
def weer(
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the weather-corrected values."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("energie.weer", report_year=jaar)
    show(section, formaat, tabel)
