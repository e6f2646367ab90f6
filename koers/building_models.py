"""Building models as commands show them: a model on its own, and the spaces of one building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import _
from koers.rooms import room_of
from koers.settings import find_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kern.report import Section
    from koers.workspace import Workspace


FACTS_FOLDER = "bim/feiten"
"""Where in a workspace the facts of models are kept by the hash of their file."""


def model_section(path: Path, folder: Path | None) -> Section:
    """What is in a model and what it is worth, without loading it.

    Args:
        path: The model.
        folder: The workspace whose codes are looked for in it, and whose mapping of areas is used; without one neither.

    Raises:
        InputWrong: The file is no whole, readable model.
    """
    from koers.workspace import find_workspace
    from vastgoed.bim.fact_cache import keep_facts_in
    from vastgoed.bim.model_card import card_section
    from vastgoed.bim.read_ifc import read_model

    codes: list[str] = []
    points: dict[str, tuple[float, float]] = {}
    mapping: Mapping[str, str] = {}
    if find_folder(folder) is not None:
        with find_workspace(folder) as workspace:
            codes = workspace.register("managed_asset")["code"].to_list()
            places = workspace.register("building").select("asset_code", "x_lambert72_m", "y_lambert72_m").drop_nulls()
            points = {code: (x, y) for code, x, y in places.iter_rows()}
            mapping = workspace.settings.mappings.get("ifc", {})
            keep_facts_in(workspace.settings.folder / FACTS_FOLDER)
    return card_section(read_model(path, path.name, mapping=mapping, details=True), codes, points)


def spaces_of_building(workspace: Workspace, asset_code: str) -> Section:
    """The spaces of one building per storey, out of its loaded model.

    Raises:
        InputWrong: No loaded model holds spaces of this building.
    """
    from vastgoed.asset_section import with_linked_models
    from vastgoed.bim.space_functions import FILE_NAME, read_functions
    from vastgoed.bim.spaces_section import spaces_section

    inputs = with_linked_models(workspace.inputs(room_of("vastgoed")))
    own = workspace.settings.folder / FILE_NAME
    functions = read_functions(own) if own.exists() else None
    return spaces_section(inputs.bim_space, inputs.bim_storey, asset_code, functions, inputs.bim_model)


def delivery_section(before: Path, after: Path, folder: Path | None = None) -> Section:
    """What changed between two deliveries of a model, without loading either.

    Args:
        before: The earlier delivery.
        after: The later one.
        folder: The workspace whose mapping of areas is used; without one none.

    Raises:
        InputWrong: A file is no whole, readable model.
    """
    from koers.screen import progress
    from koers.workspace import find_workspace
    from vastgoed.bim.deliveries import Delivery
    from vastgoed.bim.deliveries_section import difference_of_deliveries
    from vastgoed.bim.materials.read import read_materials
    from vastgoed.bim.read_ifc import read_model
    from vastgoed.bim.worker import Worker

    mapping: Mapping[str, str] = {}
    if find_folder(folder) is not None:
        with find_workspace(folder) as workspace:
            mapping = workspace.settings.mappings.get("ifc", {})
    sides = []
    with Worker() as worker, progress(_("Reading")) as step:
        for number, path in enumerate((before, after), start=1):
            step(f"{path.name} {number}/2")
            model = read_model(path, path.name, mapping=mapping, worker=worker, details=True)
            materials, _findings = read_materials(path, path.name, worker=worker)
            sides.append(Delivery(path.name, model, materials))
    return difference_of_deliveries(sides[0], sides[1])
