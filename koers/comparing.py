"""Two extracts of the property database side by side, read as they are, without a workspace."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.intake.archive import open_all
from kern.intake.recognise import recognise
from kern.language import N_
from koers.building_energy import use_at

if TYPE_CHECKING:
    from datetime import date

    from kern.report import Section
    from koers.workspace import Workspace
    from vastgoed.inputs import EstateInputs


def compare_extracts(
    before: Path,
    after: Path,
    first: date | None = None,
    last: date | None = None,
    workspace: Workspace | None = None,
) -> Section:
    """What changed between two extracts.

    Args:
        before: Files, a folder or an archive of the first moment.
        after: The same of the second.
        first: Day of the first; None takes the newest day a record of it was changed.
        last: Day of the second, likewise.
        workspace: Its energy tells what each change does to consumption; None leaves energy out.

    Raises:
        InputWrong: A file cannot be read or is no portfolio.
        UsageWrong: No record says of which day an extract is.
    """
    from vastgoed.difference_section import difference_section, snapshot_day

    one, other = _snapshot(before), _snapshot(after)
    days = first or snapshot_day(one), last or snapshot_day(other)
    if days[0] is None or days[1] is None:
        raise UsageWrong(
            N_("{file} does not say of which day it is. Give the days with --dag-voor and --dag-na."),
            file=before if days[0] is None else after,
        )
    energy = None if workspace is None else use_at(workspace, (days[0].year, days[1].year))
    return difference_section(one, other, days[0], days[1], energy)


def _snapshot(path: Path) -> EstateInputs:
    from vastgoed.difference_section import snapshot
    from vastgoed.readers import READERS

    with TemporaryDirectory(prefix="koers-") as folder:
        heads = open_all([path], Path(folder))
        return snapshot([recognise(head, READERS).read(head, {}) for head in heads])
