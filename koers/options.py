"""Options that several commands share, written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_


class OutputFormat(StrEnum):
    """The three forms of output on stdout."""

    TABEL = "tabel"
    JSON = "json"
    CSV = "csv"


Format = Annotated[
    OutputFormat,
    typer.Option("--formaat", "-f", help=N_("Form of the output."), show_default=True),
]
TableName = Annotated[
    str | None,
    typer.Option(
        "--tabel", metavar="SLEUTEL", help=N_("Which table to write as CSV, by its key; the first when not said.")
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--map",
        "-m",
        envvar="KOERS_MAP",
        metavar="MAP",
        help=N_("The workspace; when not said, the nearest koers.toml upwards from here."),
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--jaar",
        "-j",
        metavar="JAAR",
        min=1990,
        max=2100,
        help=N_("Report year; when not said, the newest full year."),
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--streng", help=N_("Leave with exit code 3 when the answer is not 'on course' or 'met'.")),
]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--beeld", "--png", metavar="BESTAND", help=N_("Write the picture of this command too: .png, .svg or .pdf.")
    ),
]
TABEL = OutputFormat.TABEL
Asset = Annotated[
    str | None,
    typer.Argument(metavar="OBJECT", help=N_("Code of one building or object; all of them when not said.")),
]
TargetSet = Annotated[
    str | None,
    typer.Option("--doelset", metavar="NAAM", help=N_("Target set of data/targets/sets.csv, or alle for every set.")),
]
PathMethod = Annotated[
    str | None,
    typer.Option(
        "--methode", metavar="NAAM", help=N_("How a pace becomes a path: linear_on_base, compound or average.")
    ),
]
BaseYear = Annotated[
    int | None,
    typer.Option(
        "--basisjaar", metavar="JAAR", min=1990, max=2100, help=N_("Base year, instead of that of the target set.")
    ),
]
Boundary = Annotated[
    str | None,
    typer.Option("--grens", metavar="GRENS", help=N_("CO2 boundary: fossil_only, location_based or market_based.")),
]
View = Annotated[
    str | None,
    typer.Option(
        "--portefeuille",
        metavar="WIJZE",
        help=N_("How a portfolio that changes is counted: as_reported, like_for_like or recalculated."),
    ),
]
Per = Annotated[
    str | None,
    typer.Option("--per", metavar="DELER", help=N_("What values are divided by: absolute, m2 or fte.")),
]
ExportFactor = Annotated[
    float | None,
    typer.Option(
        "--k-exp",
        metavar="0..1",
        help=N_("k_exp of EN ISO 52000-1: how much of what exported electricity avoids elsewhere counts."),
    ),
]
MeasureBudget = Annotated[
    float | None,
    typer.Option(
        "--budget",
        metavar="EURO",
        min=0,
        help=N_("Most to invest in measures in each year; not limited when not said."),
    ),
]
Publication = Annotated[
    str | None,
    typer.Option(
        "--vergelijk",
        metavar="VORIGE",
        help=N_("Set a publication beside today: its number, the day it was made (yyyy-mm-dd), or laatste."),
    ),
]
Top = Annotated[int | None, typer.Option("--top", metavar="AANTAL", min=1, help=N_("How many assets are named."))]
Until = Annotated[
    int | None,
    typer.Option("--tot", metavar="JAAR", min=1991, max=2100, help=N_("Last year of the plan. Usually 2030.")),
]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget", metavar="EURO", min=0, help=N_("Most money for buying in each year; not limited when not said.")
    ),
]
Holding = Annotated[
    int | None,
    typer.Option("--minstens", metavar="JAREN", min=0, help=N_("Years an owned vehicle is kept at least.")),
]
Oldest = Annotated[
    int | None,
    typer.Option("--hoogstens", metavar="JAREN", min=1, help=N_("Age at which an owned vehicle goes at the latest.")),
]
Seconds = Annotated[
    float | None,
    typer.Option("--seconden", metavar="S", min=1, help=N_("Most time for the search; the gap says how good it is.")),
]
