"""The door to IFC: a file in, frames with documented columns out, whatever exporter made it.

The file is looked at first, then opened in a child process with limits on time and memory. When the geometry
brings the child down, the file is read once more without it and a finding says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.child import unpack_finding
from vastgoed.bim.columns import BIM_AREA_VALUE, TABLES
from vastgoed.bim.detail_columns import DETAILS
from vastgoed.bim.extract import Request, place_findings
from vastgoed.bim.fact_cache import cache_in_use
from vastgoed.bim.ladder import MAPPED
from vastgoed.bim.prepare import Prepared, prepare_model
from vastgoed.bim.refuse import wrong_model
from vastgoed.bim.totals import add_space_totals, compute_space_totals, compute_storeys_gross_area
from vastgoed.bim.worker import ChildFailedError, SharedWorker, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kern.errors import InputWrong

_FAILURES = {
    "time": (
        N_("Model {file} took longer to read than allowed. It may be damaged, or very large."),
        N_("Split the model by building or discipline and load the parts."),
    ),
    "memory": (
        N_("Model {file} needs more memory than allowed. It may be damaged, or very large."),
        N_("Split the model by building or discipline and load the parts."),
    ),
    "crash": (
        N_("Model {file} brought the reader down; the file is damaged in a way it cannot handle."),
        N_("Export the model again and load the new file."),
    ),
    "parse": (
        N_("Model {file} cannot be read: its records are damaged ({detail})."),
        N_("Export the model again and load the new file."),
    ),
    "own": (
        N_("Koers itself failed on model {file}; that says nothing about the file ({detail})."),
        N_(
            "Report this sentence to the maintainers of Koers, with the version (koers --versie) and, if it may be "
            "shared, the file."
        ),
    ),
}


@dataclass(frozen=True)
class BimModel:
    """The facts of one model file.

    Args:
        models: One row, columns `BIM_MODEL` (see `vastgoed.bim.columns`).
        buildings: Columns `BIM_BUILDING`.
        storeys: Columns `BIM_STOREY`.
        spaces: Columns `BIM_SPACE`.
        area_values: Every area known per space, the chosen one marked: columns `BIM_AREA_VALUE`.
        findings: What is missing, odd or damaged.
        details: `elements`, `envelope`, `zones` and the other frames of `vastgoed.bim.detail_columns.DETAILS`; empty
            unless asked for.
    """

    models: pl.DataFrame
    buildings: pl.DataFrame
    storeys: pl.DataFrame
    spaces: pl.DataFrame
    area_values: pl.DataFrame
    findings: tuple[Finding, ...]
    details: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Register table name -> frame."""
        frames = (self.models, self.buildings, self.storeys, self.spaces)
        return dict(zip(TABLES, frames, strict=True))


def read_model(
    path: Path,
    shown_name: str = "",
    *,
    mapping: Mapping[str, str] | None = None,
    geometry: str = "auto",
    allow_damaged: bool = False,
    worker: Worker | SharedWorker | None = None,
    details: bool = False,
    values: bool = True,
) -> BimModel:
    """Read the buildings, storeys and spaces of a model.

    Args:
        path: An .ifc or .ifczip file; IFC2X3, IFC4 or IFC4X3, in any unit of length.
        shown_name: The name the user knows; the file name when empty.
        mapping: The user's own areas: `set.property` -> `net_floor_area_m2`, `gross_floor_area_m2` or `floor_area_m2`.
        geometry: `auto`, `never` or `always`; see `vastgoed.bim.extract.Request`.
        allow_damaged: Read a file that was cut off as far as it goes; `complete` is then false.
        worker: A child process to reuse for many files; one of its own when None.
        details: Read elements, envelope, zones, classifications, georeference and coverage too.
        values: With the details: every property and quantity of each element too.

    Raises:
        InputWrong: The file is no whole, readable model; the message says why and what to do.
    """
    name = shown_name or path.name
    with prepare_model(path, name, allow_damaged) as prepared:
        request = Request(
            str(prepared.path),
            {source: area for source, area in (mapping or {}).items() if area in MAPPED},
            geometry,
            schema=prepared.sniffed.schema_read or "",
            details=details,
            values=values,
        )
        cache = cache_in_use()
        answer = cache.find(prepared.sniffed.model_hash, request) if cache is not None else None
        extra: list[Finding] = []
        if answer is None:
            if worker is not None:
                answer, extra = _ask(worker, request, name)
            else:
                with Worker() as own:
                    answer, extra = _ask(own, request, name)
            if cache is not None and not extra:
                cache.keep(prepared.sniffed.model_hash, request, answer)
    return _frames(answer, prepared, name, extra)


def _ask(worker: Worker | SharedWorker, request: Request, name: str) -> tuple[dict[str, Any], list[Finding]]:
    try:
        return worker.ask(request), []
    except ChildFailedError as failure:
        if failure.reason in ("parse", "own") or request.geometry == "never":
            raise explain_failure(failure, name) from failure
        reason = failure.reason
    try:
        answer = worker.ask(replace(request, geometry="never"))
    except ChildFailedError as failure:
        raise explain_failure(failure, name) from failure
    finding = Finding(
        "bim.geometry.failed",
        Severity.WARNING,
        N_("The bodies of the spaces in {file} could not be measured; stated areas are unchecked."),
        {"file": name, "reason": reason},
        remedy=N_("Look for damaged geometry in the model, or export it again."),
    )
    return answer, [finding]


def explain_failure(failure: ChildFailedError, name: str) -> InputWrong:
    """What went wrong in the child, as an error for the user."""
    return wrong_model(finding_of_failure(failure, name))


def finding_of_failure(failure: ChildFailedError, name: str) -> Finding:
    """What went wrong in the child, as a finding."""
    text, remedy = _FAILURES[failure.reason]
    return Finding(
        f"bim.read.{failure.reason}", Severity.ERROR, text, {"file": name, "detail": failure.detail}, remedy=remedy
    )


def _frames(answer: dict[str, Any], prepared: Prepared, name: str, extra: list[Finding]) -> BimModel:
    sniffed = prepared.sniffed
    spaces = _frame(answer["spaces"], TABLES["bim_space"])
    storeys = add_space_totals(_frame(answer["storeys"], _own("bim_storey")), spaces, "storey_step_id")
    buildings = add_space_totals(_frame(answer["buildings"], _own("bim_building")), spaces, "building_step_id")
    buildings = buildings.join(
        compute_storeys_gross_area(storeys), on="building_step_id", how="left", maintain_order="left"
    ).with_columns(pl.col("storey_count").fill_null(0))
    totals = compute_space_totals(spaces.with_columns(every=pl.lit(1)), ["every"])
    total = totals.row(0, named=True) if totals.height else {}
    model = {
        **answer["model"],
        "file_name": name,
        "schema_declared": sniffed.schema_declared,
        "building_count": buildings.height,
        "storey_count": storeys.height,
        "space_count": spaces.height,
        "counted_space_count": total.get("counted_space_count", 0),
        "spaces_with_area_count": total.get("spaces_with_area_count", 0),
        "space_area_covered_share": total.get("space_area_covered_share"),
        "complete": answer["model"]["complete"] and sniffed.readable,
    }
    frames = {
        "bim_model": pl.DataFrame([model], schema=_own("bim_model", model)),
        "bim_building": buildings,
        "bim_storey": storeys,
        "bim_space": spaces,
    }
    keyed = {table: _complete(frame, TABLES[table], sniffed.model_hash) for table, frame in frames.items()}
    findings = [*sniffed.findings, *(unpack_finding(packed) for packed in answer["findings"]), *extra]
    return BimModel(
        models=keyed["bim_model"],
        buildings=keyed["bim_building"],
        storeys=keyed["bim_storey"],
        spaces=keyed["bim_space"],
        area_values=_complete(_frame(answer["areas"], BIM_AREA_VALUE), BIM_AREA_VALUE, sniffed.model_hash),
        findings=tuple(place_findings(findings, name)),
        details={
            part: _complete(_frame(rows, DETAILS[part]), DETAILS[part], sniffed.model_hash)
            for part, rows in answer["details"].items()
        },
    )


def _own(table: str, row: Mapping[str, object] | None = None) -> dict[str, pl.DataType]:
    """The columns of a table that come from the file itself, before totals are joined."""
    computed = {
        "storey_count", "space_count", "counted_space_count", "spaces_with_area_count", "space_area_covered_share",
        "space_area_m2", "space_net_area_m2", "space_gross_area_m2", "space_unknown_area_m2", "gross_room_area_m2",
        "storeys_gross_area_m2",
    }  # fmt: skip
    wanted = set(row) if row is not None else TABLES[table].keys() - computed
    return {column: kind for column, kind in TABLES[table].items() if column in wanted}


def _frame(rows: list[dict[str, object]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _complete(frame: pl.DataFrame, schema: dict[str, pl.DataType], model_hash: str) -> pl.DataFrame:
    """The frame with every column of the table in the table's order, and the key of the model."""
    missing = [pl.lit(None, kind).alias(column) for column, kind in schema.items() if column not in frame.columns]
    return frame.with_columns(*missing).with_columns(model_hash=pl.lit(model_hash)).select(*schema)
