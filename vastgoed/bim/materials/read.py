"""The materials of a model file as a frame: the parent's side of the job `materials`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.child import unpack_finding
from vastgoed.bim.extract import place_findings
from vastgoed.bim.fact_cache import cache_in_use
from vastgoed.bim.materials.columns import BIM_MATERIAL
from vastgoed.bim.materials.run import MaterialsRequest
from vastgoed.bim.prepare import prepare_model
from vastgoed.bim.read_ifc import finding_of_failure
from vastgoed.bim.worker import ChildFailedError, Worker

if TYPE_CHECKING:
    from pathlib import Path

    from vastgoed.bim.worker import SharedWorker


def read_materials(
    path: Path, shown_name: str = "", *, worker: Worker | SharedWorker | None = None
) -> tuple[pl.DataFrame, list[Finding]]:
    """What the elements of a model are made of.

    Facts kept by `vastgoed.bim.fact_cache` are used.

    When measuring bodies brings the child down, the model is read once more without measuring; when that fails too,
    there are no rows and a finding says so: the rest of the model is not lost for it.

    Args:
        path: An .ifc or .ifczip file.
        shown_name: The name the user knows; the file name when empty.
        worker: A child process to reuse; one of its own when None.

    Returns:
        Columns `BIM_MATERIAL`, and findings.

    Raises:
        InputWrong: The file is no whole, readable model.
    """
    name = shown_name or path.name
    with prepare_model(path, name) as prepared:
        model_hash, request = prepared.sniffed.model_hash, MaterialsRequest(str(prepared.path))
        cache = cache_in_use()
        answer = cache.find(model_hash, request) if cache is not None else None
        findings: list[Finding] = []
        if answer is None:
            if worker is not None:
                answer, findings = _ask(worker, request, name)
            else:
                with Worker() as own:
                    answer, findings = _ask(own, request, name)
            if cache is not None and not findings:
                cache.keep(model_hash, request, answer)
    rows = [{"model_hash": model_hash, **row} for row in answer["materials"]]
    findings += [unpack_finding(packed) for packed in answer["findings"]]
    return pl.DataFrame(rows, schema=BIM_MATERIAL, orient="row"), place_findings(findings, name)


def _ask(worker: Worker | SharedWorker, request: MaterialsRequest, name: str) -> tuple[dict[str, Any], list[Finding]]:
    try:
        return worker.ask(request), []
    except ChildFailedError as failure:
        if failure.reason == "own":
            return {"materials": [], "findings": []}, [finding_of_failure(failure, name)]
        first = failure
    try:
        answer = worker.ask(replace(request, geometry="never"))
    except ChildFailedError as failure:
        finding = Finding(
            "bim.material.unread",
            Severity.WARNING,
            N_("The materials of {file} could not be read; its spaces and doors were."),
            {"reason": failure.reason},
            remedy=N_("Export the model again and load the new file."),
        )
        return {"materials": [], "findings": []}, [finding]
    finding = Finding(
        "bim.material.geometry_failed",
        Severity.WARNING,
        N_("The bodies of the elements in {file} could not be measured; only stated volumes are known."),
        {"reason": first.reason},
        remedy=N_("Look for damaged geometry in the model, or export it again."),
    )
    return answer, [finding]
