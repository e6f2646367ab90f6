"""Commands of the energy room."""

from __future__ import annotations

import typer

from kern.language import N_
from koers.commands.common import SectionCommand
from koers.options import (
    TABEL,
    Asset,
    BaseYear,
    Boundary,
    ExportFactor,
    Folder,
    Format,
    PathMethod,
    Per,
    Picture,
    Strict,
    TableName,
    TargetSet,
    Top,
    View,
    Year,
)

APP = typer.Typer(
    help=N_("Energy: consumption, primary energy, CO2 and their trajectories."),
    epilog="koers energie traject --jaar 2025",
    no_args_is_help=True,
)


@APP.command(
    "traject",
    help=N_("Are energy and CO2 on course? Actual value, path, gap, pace still required, trend and verdict."),
    epilog="koers energie traject\nkoers energie traject --doelset 2021 --methode compound --streng\n"
    "koers energie traject --doelset alle\nkoers energie traject --portefeuille recalculated --per m2\n"
    "koers energie traject GB-0001",
)
def traject(
    asset: Asset = None,
    jaar: Year = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    basisjaar: BaseYear = None,
    grens: Boundary = None,
    portefeuille: View = None,
    per: Per = None,
    k_exp: ExportFactor = None,
    top: Top = None,
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
            view=portefeuille,
            per=per,
            export_factor=k_exp,
            top_count=top,
            only_asset=asset,
        )
    show(section, formaat, tabel)
    leave_if_unmet(section, streng)


@APP.command(
    "kwaliteit",
    help=N_("How complete the meter data of a year is: missing months, estimates, filled gaps, odd intervals."),
    epilog="koers energie kwaliteit --jaar 2025\nkoers energie kwaliteit --jaar 2025 --png volledigheid.png",
)
def kwaliteit(
    jaar: Year = None,
    png: Picture = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the quality of the readings, with a heat map of completeness."""
    from koers.show import save_picture, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("energie.kwaliteit", report_year=jaar)
        save_picture(section, png)
    show(section, formaat, tabel)


for command in (
    SectionCommand(
        "energie",
        "verklaring",
        N_("Why the figure changed: weather, portfolio, activity, measures, factors, and what is not explained."),
        ("koers energie verklaring --jaar 2025",),
    ),
    SectionCommand(
        "energie",
        "weer",
        N_("The trajectory beside its weather-corrected values: what a normal year would have asked."),
        ("koers energie weer --jaar 2025",),
    ),
    SectionCommand(
        "energie",
        "verbruik",
        N_("Consumption per asset, carrier and year, with the share of the year that is covered by data."),
        ("koers energie verbruik --jaar 2025", "koers energie verbruik GB-0001"),
        asset=True,
    ),
    SectionCommand(
        "energie",
        "uitstoot",
        N_("CO2 under the three boundaries, by carrier, with the factors used."),
        ("koers energie uitstoot --jaar 2025",),
    ),
):
    command.add_to(APP)
