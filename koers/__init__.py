"""The desk: commands, wiring and rendering. Alone with typer and rich; asks, joins and shows; computes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kern.report import Section
    from koers.render.notebook import Look
    from koers.workspace import Workspace

__all__ = ["look", "make_example", "open_workspace"]


def open_workspace(folder: str | Path | None = None) -> Workspace:
    """Open a workspace: the folder given, else `KOERS_MAP`, else the nearest one upwards from here.

    Raises:
        WorkspaceWrong: There is no `koers.toml` there.
    """
    from koers.workspace import find_workspace

    return find_workspace(folder)


def make_example(folder: str | Path) -> Workspace:
    """Make a workspace with the example portfolio in a new or empty folder, loaded as `koers demo` does.

    Raises:
        UsageWrong: The folder holds something else.
    """
    from koers.demo import make_example_workspace

    return make_example_workspace(Path(folder))[0]


def look(section: Section) -> Look:
    """A section as a notebook shows it: figures, charts and tables as in the report."""
    from koers.render.notebook import Look

    return Look(section)
