"""Commands of the real-estate room."""

from __future__ import annotations

import typer

from kern.language import N_
from koers.options import TABEL, Asset, Folder, Format, Strict, TableName, Year

APP = typer.Typer(
    help=N_("Real estate: the portfolio, the accessibility labels and the transfer plan."),
    epilog="koers vastgoed toon",
    no_args_is_help=True,
)


@APP.command(
    "toon",
    help=N_("The portfolio: how many assets and square metres, of whom, in what use; or one building."),
    epilog="koers vastgoed toon\nkoers vastgoed toon --formaat csv > gebouwen.csv",
)
def toon(
    asset: Asset = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the portfolio or one building."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.toon", asset=asset, report_year=jaar)
    show(section, formaat, tabel)


@APP.command(
    "label",
    help=N_("Indicative accessibility level per audited building, with its weakest link. Only Inter grants a label."),
    epilog="koers vastgoed label\nkoers vastgoed label --streng",
)
def label(
    asset: Asset = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Show the accessibility levels."""
    from koers.show import leave_if_unmet, show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.label", asset=asset, report_year=jaar)
    show(section, formaat, tabel)
    leave_if_unmet(section, streng)


@APP.command(
    "inkanteling",
    help=N_("Which buildings transfer to the agency (25 % rule), and in which order by readiness and capacity."),
    epilog="koers vastgoed inkanteling",
)
def inkanteling(
    asset: Asset = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the transfer scope and plan."""
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section("vastgoed.inkanteling", asset=asset, report_year=jaar)
    show(section, formaat, tabel)
