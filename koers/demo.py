"""`koers demo`: the example portfolio through the very same code as a user's own files, up to the report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_, _, show_number
from kern.sources import data_path
from koers.screen import progress, show_error, talk
from koers.settings import FILE_NAME, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from kern.report import Section
    from koers.loading import Loading
    from koers.workspace import Workspace

# Not part of the demo: files with every known defect, for trying out the messages.
LEFT_OUT = ("fouten", "README.md")


def run_demo(folder: Path, language: str | None = None) -> Section:
    """Make the example workspace, load it, write its report.

    Args:
        folder: Where; a folder made by an earlier demo is made again.
        language: Written in its `koers.toml`; None leaves it to the locale.

    Returns:
        The summary: the verdicts and where the report is.

    Raises:
        UsageWrong: The folder holds something else.
    """
    from koers.ledger import publish
    from koers.reporting import summary_section, write_report

    with progress(_("Example")) as step:
        workspace, loading = make_example_workspace(folder, language, step)
        report = workspace.report(workspace.newest_full_year, on_step=step)
        paths = write_report(report, folder / "rapport", on_step=step)
        publish(workspace, report)
    workspace.close()
    loaded = loading.report
    if loaded is not None:
        talk(
            _(
                "{files} files with {rows} rows loaded, {quarantined} rows in quarantine (the example has mistakes)."
            ).format(
                files=len(loaded.files),
                rows=show_number(sum(file.rows_read for file in loaded.files), 0),
                quarantined=loaded.rows_quarantined,
            )
        )
    for error in [*(file.error for file in loading.refused), *report.failures]:
        show_error(error)
    return summary_section(report, paths)


def make_example_workspace(
    folder: Path, language: str | None = None, on_step: Callable[[str], None] | None = None
) -> tuple[Workspace, Loading]:
    """Make the example workspace and load its files.

    Args:
        folder: Where; a folder made by an earlier demo is made again.
        language: Written in its `koers.toml`; None leaves it to the locale.
        on_step: Called at the start of each file.

    Raises:
        UsageWrong: The folder holds something else.
    """
    from koers.workspace import create_workspace

    _clear(folder)
    workspace = create_workspace(folder, language, is_example=True)
    files = sorted(path for path in data_path("example").iterdir() if path.name not in LEFT_OUT)
    return workspace, workspace.load(files, on_step=on_step)


def _clear(folder: Path) -> None:
    """Remove what an earlier demo made, and nothing else.

    Raises:
        UsageWrong: The folder is not empty and was not made by `koers demo`.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if folder.is_dir() and (folder / FILE_NAME).is_file() and read_settings(folder).is_example:
        shutil.rmtree(folder)
        return
    raise UsageWrong(
        N_("{folder} is not empty and was not made by koers demo. Give another folder: koers demo MAP"), folder=folder
    )
