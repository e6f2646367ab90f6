"""Commands on water, waste and materials: the indicators, and the size of a rainwater tank."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_
from koers.commands.common import SectionCommand
from koers.options import TABEL, Asset, Folder, Format, TableName


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group of the real-estate room."""
    SectionCommand(
        "vastgoed",
        "milieu",
        N_("Water, waste, food loss, paper and circular purchases, per FTE and per building."),
        ("koers vastgoed milieu", "koers vastgoed milieu --jaar 2025 --formaat csv --tabel vastgoed.milieu.gebouwen"),
    ).add_to(app)
    app.command(
        "regenput",
        help=N_(
            "How large a rainwater tank should be: a day-by-day balance over your own series of daily rain, "
            "for many sizes."
        ),
        epilog="koers vastgoed regenput GB-0004 --reeks neerslag.csv --dak 850\n"
        "koers vastgoed regenput --reeks neerslag.csv --dak 400 --verbruik 600 --elke-dag",
    )(regenput)


def regenput(
    reeks: Annotated[
        Path,
        typer.Option(
            "--reeks",
            metavar="BESTAND",
            exists=True,
            dir_okay=False,
            help=N_("Daily rain: columns Datum and Neerslag (mm), at least a year."),
        ),
    ],
    dak: Annotated[
        float, typer.Option("--dak", metavar="M2", min=1.0, help=N_("Roof that drains to the tank, from above (m²)."))
    ],
    asset: Asset = None,
    verbruik: Annotated[
        float | None,
        typer.Option(
            "--verbruik",
            metavar="LITER",
            min=0.1,
            help=N_("Water asked per day of use (litre); when not said, from the FTE of the building."),
        ),
    ] = None,
    elke_dag: Annotated[bool, typer.Option("--elke-dag", help=N_("Water is used on Saturday and Sunday too."))] = False,
    afvloei: Annotated[
        float | None,
        typer.Option(
            "--afvloei", metavar="DEEL", min=0.01, max=1.0, help=N_("Part of the rain that runs off, 0 to 1.")
        ),
    ] = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Size a rainwater tank."""
    from koers.rain_tanks import size_rain_tank
    from koers.show import show
    from koers.workspace import find_workspace

    if asset is None:
        section = size_rain_tank(None, None, reeks, dak, verbruik, elke_dag, afvloei)
    else:
        with find_workspace(folder) as workspace:
            section = size_rain_tank(workspace, asset, reeks, dak, verbruik, elke_dag, afvloei)
    show(section, formaat, tabel)
