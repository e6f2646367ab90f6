"""The geometry of a model: computed once in a child process, kept by the hash of the file, read back as frames.

    geometry = read_geometry(Path("kantoor.ifc"), cache=workspace_folder / "bim")
    geometry = load_geometry(workspace_folder / "bim", model_hash)  # later; None when it was never made

Everything is in m, in the project frame (x, y in plan, z up). How to use it:

- **Spaces**: `geometry.of("space")`; `shape(row)` is the floor as a shapely polygon with its holes, `z_min_m` the
  floor and `z_max_m` the top. Skip rows with `duplicate_of_step_id`: the same room is in the model twice.
- **Doors**: `geometry.of("door")`. `axis_x/axis_y` runs along the width, `normal_x/normal_y` is the side a swing door
  opens to; `along_min_m..along_max_m` is the body along the axis, from the origin, so the middle of the leaf in plan
  is `origin + axis * (along_min + along_max) / 2`. The hole in the wall is the row of `opening_step_id` (kind
  `opening`); it is more precise than the body, which may carry casings, and is there when the body fails. Its four
  corners are `shape(row)`. `operation` is the IFC operation; leaf and lining stand in `geometry.values`.
- **Stairs and ramps**: `geometry.of("stair_flight")`, `"ramp_flight"`, and `"stair"`/`"ramp"` for those without parts;
  `whole_step_id` joins flight and railing to their stair. `z_min_m`/`z_max_m` are of the body alone: railings are
  elements of their own. `geometry.mesh(step_id)` gives corners and triangles. Landings: slabs with
  `predefined_type` LANDING.
- **Boundaries**: `geometry.boundaries` links spaces to doors and openings where the model says so; often empty.

No pickle: frames are parquet, meshes are plain arrays. A folder that lacks a file or is of another version counts as
absent.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding
from vastgoed.bim.child import unpack_finding
from vastgoed.bim.extract import place_findings
from vastgoed.bim.geometry_columns import FRAMES
from vastgoed.bim.geometry_pass import MESH_FILE, GeometryRequest
from vastgoed.bim.prepare import prepare_model
from vastgoed.bim.read_ifc import explain_failure
from vastgoed.bim.worker import ChildFailedError, SharedWorker, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

VERSION = 3
"""Raise it when the pass finds something else in the same file: what was kept before is then made again."""
_ABOUT = "about.json"


@dataclass(frozen=True)
class ModelGeometry:
    """The placed and measured elements of one model.

    Args:
        model_hash: SHA-256 of the IFC text, as in `BIM_MODEL`.
        file_name: As the user knows it.
        elements: Columns `GEOMETRY_ELEMENT` (see `vastgoed.bim.geometry_columns`).
        storeys: Columns `GEOMETRY_STOREY`.
        buildings: Columns `GEOMETRY_BUILDING`.
        boundaries: Columns `GEOMETRY_BOUNDARY`.
        values: Columns `GEOMETRY_VALUE`.
        meshes: Step id -> corners and triangles; see `mesh`.
        findings: Bodies that failed or were left out.
    """

    model_hash: str
    file_name: str
    elements: pl.DataFrame
    storeys: pl.DataFrame
    buildings: pl.DataFrame
    boundaries: pl.DataFrame
    values: pl.DataFrame
    meshes: Mapping[int, tuple[NDArray[np.float64], NDArray[np.int32]]]
    findings: tuple[Finding, ...] = ()

    def of(self, *kinds: str) -> pl.DataFrame:
        """The elements of some kinds (`GEOMETRY_KINDS`), in the order of the file."""
        return self.elements.filter(pl.col("kind").is_in(kinds))

    @cached_property
    def rows(self) -> dict[int, dict[str, Any]]:
        """Step id -> its row of `elements`."""
        return {row["element_step_id"]: row for row in self.elements.iter_rows(named=True)}

    @cached_property
    def shapes(self) -> dict[int, BaseGeometry]:
        """Step id -> its footprint as a shapely polygon or multipolygon, for all elements that have one."""
        import shapely

        known = self.elements.filter(pl.col("footprint").is_not_null())
        return dict(zip(known["element_step_id"], shapely.from_wkb(known["footprint"].to_list()), strict=True))

    def mesh(self, step_id: int) -> tuple[NDArray[np.float64], NDArray[np.int32]] | None:
        """Corners (n, 3) in m and triangles (m, 3) of an element; None when it has no body or none was kept."""
        return self.meshes.get(step_id)


def read_geometry(
    path: Path,
    shown_name: str = "",
    *,
    cache: Path | None = None,
    worker: Worker | SharedWorker | None = None,
    allow_damaged: bool = False,
) -> ModelGeometry:
    """The geometry of a model file; from the cache when this very file was read before.

    Args:
        path: An .ifc or .ifczip file; IFC2X3, IFC4 or IFC4X3, in any unit of length.
        shown_name: The name the user knows; the file name when empty.
        cache: Folder to keep it in, such as `bim` of the workspace; made when absent. None keeps nothing.
        worker: A child process to reuse; one of its own when None.
        allow_damaged: Read a file that was cut off as far as it goes.

    Raises:
        InputWrong: The file is no whole, readable model, or its bodies bring the reader down; the message says which.
    """
    name = shown_name or path.name
    with prepare_model(path, name, allow_damaged) as prepared:
        model_hash = prepared.sniffed.model_hash
        kept = load_geometry(cache, model_hash) if cache is not None else None
        if kept is not None:
            return kept
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".koers-", dir=cache) as made:
            request = GeometryRequest(str(prepared.path), made)
            try:
                if worker is not None:
                    answer = worker.ask(request)
                else:
                    with Worker() as own:
                        answer = own.ask(request)
            except ChildFailedError as failure:
                raise explain_failure(failure, name) from failure
            about = {"version": VERSION, "model_hash": model_hash, "file_name": name, "findings": answer["findings"]}
            (Path(made) / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
            geometry = _load(Path(made))
            if cache is not None:
                _keep(Path(made), geometry_folder(cache, model_hash))
    return geometry


def load_geometry(cache: Path, model_hash: str) -> ModelGeometry | None:
    """What was kept of a model; None when there is nothing of this version."""
    folder = geometry_folder(cache, model_hash)
    wanted = [_ABOUT, MESH_FILE, *(f"{name}.parquet" for name in FRAMES)]
    if not all((folder / name).is_file() for name in wanted):
        return None
    return _load(folder)


def forget_geometry(cache: Path, model_hash: str) -> None:
    """Throw away what was kept of a model."""
    shutil.rmtree(geometry_folder(cache, model_hash), ignore_errors=True)


def geometry_folder(cache: Path, model_hash: str) -> Path:
    """Where the geometry of a model is kept, whether it is there or not."""
    return cache / f"{model_hash[:32]}-v{VERSION}"


def _keep(made: Path, folder: Path) -> None:
    """Put a finished folder in its place; another process may have been first, with the same content."""
    whole = made.with_name(f"{made.name}-whole")
    shutil.copytree(made, whole)
    try:
        whole.rename(folder)
    except OSError:
        shutil.rmtree(whole, ignore_errors=True)


def _load(folder: Path) -> ModelGeometry:
    about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in FRAMES}
    return ModelGeometry(
        model_hash=about["model_hash"],
        file_name=about["file_name"],
        meshes=_read_meshes(folder / MESH_FILE),
        findings=tuple(place_findings([unpack_finding(packed) for packed in about["findings"]], about["file_name"])),
        **frames,
    )


def _read_meshes(path: Path) -> dict[int, tuple[NDArray[np.float64], NDArray[np.int32]]]:
    import numpy as np

    with np.load(path, allow_pickle=False) as stored:
        points, faces = stored["points"], stored["faces"]
        ids, point_ends, face_ends = stored["step_ids"], stored["point_ends"], stored["face_ends"]
    found, point, face = {}, 0, 0
    for step_id, point_end, face_end in zip(ids.tolist(), point_ends.tolist(), face_ends.tolist(), strict=True):
        found[step_id] = (points[point:point_end], faces[face:face_end])
        point, face = point_end, face_end
    return found
