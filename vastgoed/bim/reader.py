"""The intake's reader for building models: any IFC file becomes rows of the BIM registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Form, Intake, Reader
from kern.language import N_
from vastgoed.bim.detail_columns import STORED
from vastgoed.bim.ladder import MAPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW = {
    "bim_building": "building_step_id",
    "bim_storey": "storey_step_id",
    "bim_space": "space_step_id",
    "bim_material": "element_step_id",
    "bim_site": "site_step_id",
    "bim_element": "element_step_id",
    "bim_envelope": "element_step_id",
    "bim_zone": "zone_step_id",
    "bim_classification": "element_step_id",
}


def recognise(head: FileHead) -> bool:
    """Whether a file is a building model: IFC, or one of its relatives that gets an explanation."""
    return head.form is Form.IFC or _other_ifc(head)


def _other_ifc(head: FileHead) -> bool:
    start = head.text[:4096].lstrip().lower()
    if head.form is Form.JSON:
        return '"ifcx' in start
    return start.startswith("<") and ("<ifcxml" in start or "ifcxml" in start)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a model into the frames of `vastgoed.bim.columns.TABLES`, of `STORED` and `bim_material`.

    Args:
        head: The file.
        mapping: The user's own: `set.property` -> an area (`vastgoed.bim.ladder.MAPPED`), or the GlobalId of a
            building -> asset code.

    Raises:
        InputWrong: The file is no whole, readable model.
    """
    from vastgoed.bim.materials.read import read_materials
    from vastgoed.bim.read_ifc import read_model
    from vastgoed.bim.worker import SHARED

    _check_mapping(mapping)
    model = read_model(head.path, head.shown_name, mapping=mapping, worker=SHARED, details=True, values=False)
    assets = {key: value for key, value in mapping.items() if value not in MAPPED}
    frames = {}
    materials, found = read_materials(head.path, head.shown_name, worker=SHARED)
    details = {table: model.details[part] for table, part in STORED.items()}
    for table, frame in [*model.tables.items(), ("bim_material", materials), *details.items()]:
        row = pl.col(_ROW[table]) if table in _ROW else pl.lit(None, pl.Int64)
        if {"building_guid", "asset_code"} <= set(frame.columns) and assets:
            code = pl.col("building_guid").replace_strict(assets, default=None, return_dtype=pl.String)
            frame = frame.with_columns(asset_code=code)
        frames[table] = frame.with_columns(source_sheet=pl.lit(None, pl.String), source_row=row)
    return Intake(
        frames={table: frame for table, frame in frames.items() if frame.height},
        findings=[*head.findings, *model.findings, *found],
        rows_read=sum(frame.height for frame in frames.values()),
    )


def _check_mapping(mapping: Mapping[str, str]) -> None:
    """What a property of the user's own is to be read as must be an area; only a GlobalId stands for a code."""
    for source, wanted in mapping.items():
        if "." in source and wanted not in MAPPED:
            raise InputWrong(
                N_("{source} cannot be read as {wanted}. Choose from: {choices}."),
                source=source,
                wanted=wanted,
                choices=", ".join(MAPPED),
            )


READER = Reader(
    kind="ifc",
    title=N_("building model (IFC)"),
    recognise=recognise,
    read=read,
    example="bim/kantoor-modern.ifc",
    edition=2,
)
