"""The desk: commands, wiring and rendering. Alone with typer and rich; asks, joins and shows; computes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koers.workspace import Workspace

__all__ = ["open_workspace"]


def open_workspace(folder: str | Path | None = None) -> Workspace:
    """Open a workspace: the folder given, else `KOERS_MAP`, else the nearest one upwards from here.

    Raises:
        WorkspaceWrong: There is no `koers.toml` there.
    """
    from koers.workspace import find_workspace

    return find_workspace(folder)
