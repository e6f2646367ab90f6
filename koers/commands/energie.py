"""Commands of the energy room."""

from __future__ import annotations

import typer

from kern.language import N_, _
from koers.commands.common import SectionCommand
from koers.options import (
    TABEL,
    Asset,
    BaseYear,
    Boundary,
    ExportFactor,
    Folder,
    Format,
    MeasureBudget,
    PathMethod,
    Per,
    Picture,
    Publication,
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
    "koers energie traject GB-0001\nkoers energie traject --vergelijk laatste",
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
    vergelijk: Publication = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Show the energy trajectories."""
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    asked = {
        "target_set": doelset,
        "method": methode,
        "base_year": basisjaar,
        "boundary": grens,
        "view": portefeuille,
        "per": per,
        "export_factor": k_exp,
        "top_count": top,
    }
    with find_workspace(folder) as workspace:
        if vergelijk is None:
            section = workspace.section("energie.traject", report_year=jaar, only_asset=asset, **asked)
        else:
            from koers.ledger import compare

            section = compare(workspace, vergelijk, **asked)
    show(section, formaat, tabel)
    leave_if_unmet(section, streng)


@APP.command(
    "verklaring",
    help=N_("Why the figure changed: weather, portfolio, activity, measures, factors, and what is not explained."),
    epilog="koers energie verklaring --jaar 2025 --png waterval.png\nkoers energie verklaring --vergelijk laatste",
)
def verklaring(
    jaar: Year = None,
    doelset: TargetSet = None,
    basisjaar: BaseYear = None,
    grens: Boundary = None,
    top: Top = None,
    vergelijk: Publication = None,
    png: Picture = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show why energy and CO2 changed."""
    from koers.show import save_picture, show
    from koers.workspace import find_workspace

    asked = {"target_set": doelset, "base_year": basisjaar, "boundary": grens, "top_count": top}
    with find_workspace(folder) as workspace:
        if vergelijk is None:
            section = workspace.section("energie.verklaring", report_year=jaar, **asked)
        else:
            from koers.ledger import explain_since

            section = explain_since(workspace, vergelijk, report_year=jaar, **asked)
        save_picture(section, png)
    show(section, formaat, tabel)


@APP.command(
    "maatregelen",
    help=N_("Which measures close the gap: what was done, what is decided, and the cheapest possible ones, by year."),
    epilog="koers energie maatregelen\nkoers energie maatregelen --budget 2000000 --doelset 2022",
)
def maatregelen(
    jaar: Year = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    budget: MeasureBudget = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the plan of measures."""
    from koers.screen import progress
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace, progress(_("Plan")):
        section = workspace.section(
            "energie.maatregelen", report_year=jaar, target_set=doelset, method=methode, budget_eur=budget
        )
    show(section, formaat, tabel)


@APP.command(
    "benchmark",
    help=N_("Buildings beside buildings of the same function: base load, heating slope, balance temperature, night."),
    epilog="koers energie benchmark --top 20",
)
def benchmark(
    jaar: Year = None, top: Top = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None
) -> None:
    """Show how buildings compare."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("energie.benchmark", report_year=jaar, top_count=top)
    show(section, formaat, tabel)


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
        "afbouwpad",
        N_("When each building leaves a loaded pathway per floor area (CRREM style): its misalignment year."),
        ("koers energie afbouwpad --jaar 2025",),
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
