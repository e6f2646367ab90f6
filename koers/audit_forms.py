"""Workbooks of the accessibility label: blank audit forms, and the criteria in force to change and load again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_
from koers.rooms import room_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kern.report import Section
    from koers.workspace import Workspace
    from vastgoed.accessibility.criteria import Criterion


def make_audit_form(workspace: Workspace | None, codes: Sequence[str], path: Path, overwrite: bool = False) -> Section:
    """Write a blank audit form and tell what it asks.

    Args:
        workspace: Its criteria count and its buildings are known; without one the criteria that come with Koers.
        codes: Buildings to prepare an audit for; none makes one audit without a building.
        path: The workbook to write.
        overwrite: Write over a file that is there.

    Raises:
        UsageWrong: The file is there already, or is no .xlsx.
        InputWrong: A building does not exist.
    """
    from koers.render.audit_form_xlsx import write_audit_form
    from vastgoed.accessibility.form import form_lines
    from vastgoed.form_section import form_section

    _check_path(path, overwrite)
    lines = form_lines(_criteria(workspace))
    write_audit_form(path, lines, _audits(workspace, codes))
    return form_section(lines, str(path))


def _criteria(workspace: Workspace | None) -> dict[str, Criterion]:
    from vastgoed.accessibility.criteria import read_criteria

    return read_criteria(date.today(), None if workspace is None else workspace.register("label_criterion"))


def _audits(workspace: Workspace | None, codes: Sequence[str]) -> list[tuple[str, str]]:
    if not codes:
        return [("AUD-1", "")]
    if workspace is None:
        raise UsageWrong(
            N_("There is no workspace here, so no building {code} is known. Go to one, or leave the code out."),
            code=codes[0],
        )
    from vastgoed.asset_section import find_asset

    inputs = workspace.inputs(room_of("vastgoed"))
    found = [find_asset(inputs, code)["asset_code"] for code in codes]
    return [(f"AUD-{date.today().year}-{code}", code) for code in found]


def show_criteria(workspace: Workspace | None, path: Path | None = None, overwrite: bool = False) -> Section:
    """The criteria in force, and on request the workbook with which they can be changed.

    Args:
        workspace: Its own criteria count; without one the criteria that come with Koers.
        path: The workbook to write; None writes none.
        overwrite: Write over a file that is there.

    Raises:
        UsageWrong: The file is there already, or is no .xlsx.
    """
    from koers.render.criteria_xlsx import write_criteria
    from vastgoed.accessibility.own_criteria import criteria_rows
    from vastgoed.criteria_section import criteria_section
    from vastgoed.readers.criteria import FIELDS

    own = None if workspace is None else workspace.register("label_criterion")
    section = criteria_section(own, date.today())
    if path is not None:
        _check_path(path, overwrite)
        write_criteria(path, {field.name: field.headings[0] for field in FIELDS}, criteria_rows(own))
    return section


def _check_path(path: Path, overwrite: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UsageWrong(N_("{file} is no .xlsx file. Give a name that ends in .xlsx."), file=path)
    if path.exists() and not overwrite:
        raise UsageWrong(N_("{file} is there already. Give another name, or add --overschrijf."), file=path)
