"""Commands of the transfer: `koers vastgoed inkanteling …`; without a word of its own it shows the overview."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kern.language import N_, _
from koers.commands.default_group import DefaultGroup
from koers.options import TABEL, Asset, Folder, Format, Picture, TableName, Year
from koers.screen import talk

Who = Annotated[
    str, typer.Option("--door", metavar="WIE", help=N_("Role or service that decided; no names of people."))
]
Why = Annotated[str, typer.Option("--reden", metavar="WAAROM", help=N_("Why it was decided."))]
Building = Annotated[str, typer.Argument(metavar="GEBOUW", help=N_("Code of a building."))]


APP = typer.Typer(
    cls=DefaultGroup,
    help=N_(
        "Which buildings transfer to the agency (25 % rule), when, with what, and is it worth it. Without a command: "
        "the overview, or one building."
    ),
    epilog="koers vastgoed inkanteling\nkoers vastgoed inkanteling GB-0034\nkoers vastgoed inkanteling plan --optimaal",
)


@APP.command(
    "toon",
    help=N_("Where the buildings stand in the transfer, or everything behind the answer for one building."),
    epilog="koers vastgoed inkanteling toon\nkoers vastgoed inkanteling toon GB-0034",
)
def toon(
    asset: Asset = None, jaar: Year = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None
) -> None:
    """Show the overview."""
    _show("vastgoed.inkanteling", asset, jaar, formaat, tabel, folder)


@APP.command(
    "plan",
    help=N_(
        "The transfer plan: waves per quarter under capacity, each building with its reason, set beside 'earliest "
        "ready first' and a proven bound. It keeps to the last kept plan as far as it can and says what changed."
    ),
    epilog=(
        "koers vastgoed inkanteling plan\nkoers vastgoed inkanteling plan --optimaal --seconden 60\n"
        "koers vastgoed inkanteling plan --capaciteit 50 --zonder ENT03\n"
        "koers vastgoed inkanteling plan --bewaar PLAN-2027-01 --beeld plan.png"
    ),
)
def plan(
    optimaal: Annotated[
        bool, typer.Option("--optimaal", help=N_("Let a solver look for the best plan, with a proven gap."))
    ] = False,
    seconden: Annotated[
        float, typer.Option("--seconden", metavar="S", min=1, help=N_("Most time for the solver."))
    ] = 60.0,
    vrij: Annotated[
        bool, typer.Option("--vrij", help=N_("Plan anew, without minding the plan before. Decisions stay."))
    ] = False,
    capaciteit: Annotated[
        float | None,
        typer.Option("--capaciteit", metavar="%", min=1, max=1000, help=N_("What if: this part of the capacity.")),
    ] = None,
    zonder: Annotated[
        list[str] | None,
        typer.Option("--zonder", metavar="ENTITEIT", help=N_("What if: this entity stays out; may be repeated.")),
    ] = None,
    bewaar: Annotated[
        str | None, typer.Option("--bewaar", metavar="NAAM", help=N_("Keep the plan as a decision under this name."))
    ] = None,
    beeld: Picture = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the plan."""
    from koers.decisions import keep_plan, plan_options
    from koers.render.picture import write_charts
    from koers.rooms import room_of
    from koers.screen import progress
    from koers.show import show
    from koers.workspace import find_workspace
    from vastgoed.sections import transfer_plan

    with find_workspace(folder) as workspace:
        options = plan_options(workspace, jaar, seconden if optimaal else None, vrij, capaciteit, zonder)
        with progress(_("Plan")) as step:
            step(_("solver") if optimaal else _("search"))
            section = transfer_plan(workspace.inputs(room_of("vastgoed")), options)
        if beeld is not None:
            write_charts(section, beeld, "vastgoed.inkanteling.gantt")
            talk(_("{file} written.").format(file=beeld))
        if bewaar is not None:
            keep_plan(workspace, options, bewaar)
    show(section, formaat, tabel)


@APP.command(
    "vast",
    help=N_("Fix a building on a quarter by decision; every later plan keeps to it."),
    epilog='koers vastgoed inkanteling vast GB-0034 2028Q2 --door directiecomité --reden "samen met de verhuis"',
)
def vast(
    gebouw: Building,
    kwartaal: Annotated[str, typer.Argument(metavar="KWARTAAL", help=N_("Such as 2028Q2."))],
    door: Who,
    reden: Why,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Fix a building."""
    _fix(gebouw, kwartaal, door, reden, formaat, tabel, folder)


@APP.command(
    "los",
    help=N_("Release a building that was fixed on a quarter."),
    epilog='koers vastgoed inkanteling los GB-0034 --door directiecomité --reden "verbouwing uitgesteld"',
)
def los(
    gebouw: Building,
    door: Who,
    reden: Why,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Release a building."""
    _fix(gebouw, None, door, reden, formaat, tabel, folder)


@APP.command(
    "nulmeting",
    help=N_(
        "Freeze the yearly costs of a building, an entity or every planned building before the transfer. What was "
        "frozen is never overwritten."
    ),
    epilog="koers vastgoed inkanteling nulmeting --door directiecomité\n"
    "koers vastgoed inkanteling nulmeting ENT03 --door directiecomité",
)
def nulmeting(
    door: Who,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=N_("Building or entity; every planned building when not said."))
    ] = None,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Freeze the baseline."""
    from koers.decisions import freeze
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = freeze(workspace, code, jaar, door)
    show(section, formaat, tabel)


@APP.command(
    "mee",
    help=N_(
        "What moves along with the planned buildings (tasks, staff, credits, contracts, meters, vehicles; not ICT), "
        "and the cost per FTE before and after."
    ),
    epilog="koers vastgoed inkanteling mee",
)
def mee(jaar: Year = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None) -> None:
    """Show what moves along."""
    _joined("along", jaar, formaat, tabel, folder)


@APP.command(
    "gevolgen",
    help=N_("What the plan does to the energy and CO2 trajectories of givers and taker, base year recalculated."),
    epilog="koers vastgoed inkanteling gevolgen",
)
def gevolgen(jaar: Year = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None) -> None:
    """Show the effect on the trajectories."""
    _joined("effect", jaar, formaat, tabel, folder)


@APP.command(
    "vragen",
    help=N_("The questions a minister's office asks about the transfer, answered from the data."),
    epilog="koers vastgoed inkanteling vragen",
)
def vragen(jaar: Year = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None) -> None:
    """Show questions and answers."""
    _joined("questions", jaar, formaat, tabel, folder)


def _joined(name: str, year: int | None, form: Any, table: str | None, folder: Path | None) -> None:
    from koers import transfer_beside
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = getattr(transfer_beside, name)(workspace, year)
    show(section, form, table)


def _fix(
    building: str, quarter: str | None, decided_by: str, reason: str, form: Any, table: str | None, folder: Path | None
) -> None:
    from koers.decisions import fix
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = fix(workspace, building, quarter, decided_by, reason)
    show(section, form, table)


def _show(name: str, asset: str | None, year: int | None, form: Any, table: str | None, folder: Path | None) -> None:
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = workspace.section(name, asset=asset, report_year=year)
    show(section, form, table)
