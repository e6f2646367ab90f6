"""The label of a building model, as a command asks it: read, assess, write pictures and issues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_, _
from koers.screen import progress, talk
from koers.settings import find_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kern.report import Section
    from koers.workspace import Workspace
    from vastgoed.accessibility.assessment import ModelAssessment
    from vastgoed.accessibility.criteria import Criterion

CACHE = "bim"
"""Folder of a workspace where the geometry of models is kept by their hash."""


def assess_file(path: Path, folder: Path | None, asset_code: str = "") -> list[ModelAssessment]:
    """The indicative label of each building of a model file.

    Args:
        path: The model.
        folder: The workspace, whose own criteria and cache are used; without one those of Koers and no cache.
        asset_code: Code of the building.

    Raises:
        InputWrong: The file is no whole, readable model.
    """
    from vastgoed.accessibility.assessment import assess_model
    from vastgoed.bim.geometry import read_geometry

    criteria, cache = _criteria(folder)
    with progress(_("Measuring")) as step:
        step(path.name)
        geometry = read_geometry(path, path.name, cache=cache)
        return assess_model(geometry, criteria, date.today(), asset_code)


def _criteria(folder: Path | None) -> tuple[dict[str, Criterion], Path | None]:
    """The criteria in force today, the workspace's own first, and where it keeps geometry."""
    from koers.workspace import find_workspace
    from vastgoed.accessibility.criteria import read_criteria
    from vastgoed.accessibility.model.words import OWN_FILE, use_own_words

    if folder is None and find_folder(folder) is None:
        use_own_words(None)
        return read_criteria(date.today()), None
    with find_workspace(folder) as workspace:
        own = workspace.register("label_criterion")
        use_own_words(workspace.settings.folder / OWN_FILE)
        return read_criteria(date.today(), own), workspace.settings.folder / CACHE


def write_requirements(path: Path, overwrite: bool, folder: Path | None) -> Section:
    """Write what a model must contain as an IDS file, and give it as a section too.

    Raises:
        UsageWrong: The file is there already, or cannot be written.
    """
    from vastgoed.accessibility.model_requirements import requirements_as_ids, requirements_section

    if path.exists() and not overwrite:
        raise UsageWrong(N_("{file} is there already. Give another name, or add --overschrijf."), file=path)
    criteria, _cache = _criteria(folder)
    try:
        path.write_text(requirements_as_ids(criteria, date.today()), encoding="utf-8", newline="")
    except OSError as error:
        raise UsageWrong(N_("{file} cannot be written: {reason}."), file=path, reason=error.strerror) from error
    talk(_("{file} written.").format(file=path))
    return requirements_section(criteria)


def assess_source(source: str, folder: Path | None) -> list[ModelAssessment]:
    """The assessment of a model file, or of the loaded model of a building when no such file exists.

    Raises:
        InputWrong: The file cannot be read, or there is no such building.
        UsageWrong: It is neither a file nor a building in a workspace.
    """
    from pathlib import Path

    path = Path(source)
    if source and path.is_file():
        return assess_file(path, folder)
    if source and path.is_dir():
        raise UsageWrong(N_("{file} is a folder. Give one model, or the code of a building."), file=source)
    if path.suffix.lower() in (".ifc", ".ifczip", ".ifcxml"):
        raise UsageWrong(N_("File {file} does not exist."), file=source)
    if folder is None and find_folder(folder) is None:
        raise UsageWrong(N_("File {file} does not exist, and there is no workspace to look in."), file=source)
    return assess_loaded(folder, source)


def assess_loaded(folder: Path | None, asset_code: str | None, year: int | None = None) -> list[ModelAssessment]:
    """The assessment of the newest loaded model of a building, or of every building that has one.

    Args:
        folder: The workspace.
        asset_code: The building; None for all.
        year: The report year whose last day is judged; the newest full year when not said.

    Raises:
        InputWrong: There is no such building.
        UsageWrong: No model of it was loaded, or its geometry is not kept in this workspace.
    """
    from koers.rooms import room_of
    from koers.workspace import find_workspace
    from vastgoed.accessibility.criteria import read_criteria
    from vastgoed.asset_section import find_asset
    from vastgoed.label_plans import loaded_assessments

    with find_workspace(folder) as workspace:
        room = room_of("vastgoed")
        inputs, options = workspace.inputs(room), workspace.options(room, {"report_year": year})
        code = find_asset(inputs, asset_code)["asset_code"] if asset_code is not None else None
        criteria = read_criteria(options.day, inputs.label_criterion)
        found = list(loaded_assessments(inputs, criteria, options.day, code))
    if not found and code is None:
        raise UsageWrong(N_("No model of any building is kept here. Load one with koers laad."))
    if not found:
        raise UsageWrong(
            N_(
                "No model of {code} is kept here. Load it with koers laad, or ask it of the file itself: "
                "koers vastgoed label model BESTAND."
            ),
            code=code,
        )
    return found


def write_plans(path: Path | None, assessments: Sequence[ModelAssessment]) -> None:
    """Write the floor plans asked for, and say so.

    Raises:
        UsageWrong: The name ends in something else than .png or .svg, or a file cannot be written.
    """
    from vastgoed.accessibility.picture.files import write_floor_plans

    if path is None:
        return
    files = write_floor_plans(path, assessments)
    for written in files:
        talk(_("{file} written.").format(file=written))
    if not files:
        talk(_("No floor plan was written: the model has no rooms (IfcSpace) with a floor."))


def write_issues(path: Path | None, assessments: Sequence[ModelAssessment], version: str) -> None:
    """Write the failing elements as BCF, and say so.

    Raises:
        UsageWrong: The file cannot be written.
    """
    from vastgoed.accessibility.topics import label_bundle
    from vastgoed.bim.bcf import write_bcf

    if path is None:
        return
    bundle = label_bundle(assessments)
    try:
        write_bcf(path, bundle, version)
    except OSError as error:
        raise UsageWrong(N_("{file} cannot be written: {reason}."), file=path, reason=error.strerror) from error
    talk(_("{file} written: {count} topics.").format(file=path, count=len(bundle.topics)))


def below_a_plus(workspace: Workspace, asset_code: str | None, year: int | None) -> list[str]:
    """The audited buildings, or the one asked, that do not reach A+ (indicative); one without a level does not.

    Args:
        workspace: Open.
        asset_code: The building; None for all that were audited.
        year: The report year whose last day is judged.
    """
    from koers.rooms import room_of
    from vastgoed.accessibility.levels import Level
    from vastgoed.asset_section import find_asset
    from vastgoed.label_section import assess_label, assess_labels

    room = room_of("vastgoed")
    inputs, options = workspace.inputs(room), workspace.options(room, {"report_year": year})
    if asset_code is None:
        results = {code: found.level for code, found in assess_labels(inputs, options).items()}
    else:
        code = find_asset(inputs, asset_code)["asset_code"]
        one = assess_label(inputs, options, code)
        results = {code: one.level if one is not None else Level.NONE}
    return sorted(code for code, level in results.items() if level.rank < Level.A_PLUS.rank)


def reaches_a_plus(assessments: Sequence[ModelAssessment]) -> bool:
    """Whether every building reaches A+ (indicative) on what its model shows alone."""
    from vastgoed.accessibility.levels import Level

    return all(one.result.level.rank >= Level.A_PLUS.rank for one in assessments)
