"""The size of a rainwater tank for one building, or for a roof of no building."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_
from koers.rooms import room_of

if TYPE_CHECKING:
    from kern.report import Section
    from koers.workspace import Workspace


def size_rain_tank(
    workspace: Workspace | None,
    code: str | None,
    series: Path,
    roof_m2: float,
    use_l_per_day: float | None,
    every_day: bool = False,
    runoff_share: float | None = None,
) -> Section:
    """Simulate tanks under a roof.

    Args:
        workspace: Where the building is; None without one.
        code: The building, for its name and its FTE; None needs `use_l_per_day`.
        series: File with a day and its rain per row.
        roof_m2: Roof that drains to the tank. [m²]
        use_l_per_day: What is asked on a day of use; None takes the FTE of the building. [litre]
        every_day: Water is used on Saturday and Sunday too.
        runoff_share: Part of the rain that runs off; None takes the default.

    Raises:
        UsageWrong: There is neither a building with FTE nor a use.
        InputWrong: The series cannot be used, or there is no such building.
    """
    from kern.intake.head import open_file
    from vastgoed.rain_tank import RainUse, rain_default, read_rain
    from vastgoed.rain_tank_section import rain_tank_section

    name, fte = "", None
    if code is not None and workspace is not None:
        from vastgoed.asset_section import find_asset

        row = find_asset(workspace.inputs(room_of("vastgoed")), code)
        name, fte = f"{row['name']} ({row['asset_code']})", row["housed_fte"]
    litres = use_l_per_day if use_l_per_day is not None else (fte or 0.0) * rain_default("use_l_per_fte_day")
    if litres <= 0:
        raise UsageWrong(
            N_("How much water is used is not known. Say it with --verbruik, or give a building with FTE.")
        )
    use = RainUse(
        roof_m2,
        litres,
        rain_default("runoff_share") if runoff_share is None else runoff_share,
        rain_default("filter_share"),
        weekdays_only=not every_day,
    )
    with TemporaryDirectory(prefix="koers-") as folder:
        rain, findings = read_rain(open_file(series, series.name, None, Path(folder)))
    return rain_tank_section(rain, use, name, findings)
