"""Commands of the real-estate room."""

from __future__ import annotations

import typer

from kern.language import N_
from koers.commands.common import SectionCommand

APP = typer.Typer(
    help=N_("Real estate: the portfolio, the accessibility labels and the transfer plan."),
    epilog="koers vastgoed toon",
    no_args_is_help=True,
)

for command in (
    SectionCommand(
        "vastgoed",
        "toon",
        N_("The portfolio: how many assets and square metres, of whom, in what use; or one building."),
        ("koers vastgoed toon", "koers vastgoed toon GB-0001", "koers vastgoed toon --formaat csv > gebouwen.csv"),
        asset=True,
    ),
    SectionCommand(
        "vastgoed",
        "ruimtegebruik",
        N_("Desks beside the norm, area and cost per person, vacancy."),
        ("koers vastgoed ruimtegebruik --jaar 2025",),
    ),
    SectionCommand(
        "vastgoed",
        "label",
        N_("Indicative accessibility level per audited building, with its weakest link. Only Inter grants a label."),
        ("koers vastgoed label", "koers vastgoed label GB-0004 --streng"),
        asset=True,
        strict=True,
    ),
    SectionCommand(
        "vastgoed",
        "inkanteling",
        N_("Which buildings transfer to the agency (25 % rule), and in which order by readiness and capacity."),
        ("koers vastgoed inkanteling", "koers vastgoed inkanteling GB-0034"),
        asset=True,
    ),
):
    command.add_to(APP)
