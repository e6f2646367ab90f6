"""Building models: the reader itself stands with everything else on IFC; here its geometry is kept on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.reader import READER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kern.intake.contract import FileHead, Intake, Reader

__all__ = ["READER", "reader_for"]

MOST_BYTES = 256 << 20
"""A larger model is loaded without its geometry: bodies would take minutes where areas take seconds."""


def reader_for(cache: Path) -> Reader:
    """The reader of models that also measures their geometry and keeps it.

    Args:
        cache: Folder to keep it in, see `vastgoed.bim.geometry.read_geometry`.
    """

    def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
        intake = READER.read(head, mapping)
        return replace(intake, findings=[*intake.findings, *keep_geometry(head.path, head.shown_name, cache)])

    return replace(READER, read=read)


def keep_geometry(path: Path, shown_name: str, cache: Path) -> list[Finding]:
    """Measure the geometry of a model and keep it, with the values for the accessibility label.

    A model whose bodies cannot be made is a finding; the rest of it loads all the same.
    """
    from vastgoed.accessibility.model.stored import kept_values
    from vastgoed.bim.geometry import read_geometry
    from vastgoed.bim.worker import SHARED

    if path.stat().st_size > MOST_BYTES:
        text = N_("Model {file} is larger than {limit_mb} MB: its geometry was not measured for accessibility.")
        remedy = N_("Measure it apart, which may take minutes: koers vastgoed label model FILE.")
        evidence = {"file": shown_name, "limit_mb": MOST_BYTES >> 20}
        return [Finding("accessibility.model_large", Severity.INFO, text, evidence, remedy=remedy)]
    try:
        geometry = read_geometry(path, shown_name, cache=cache, worker=SHARED)
    except InputWrong as error:
        text = N_("The geometry of {file} could not be measured for accessibility: {reason}")
        remedy = N_("Look for damaged geometry in the model, or export it again.")
        evidence = {"file": shown_name, "reason": str(error)}
        return [Finding("accessibility.model_unmeasured", Severity.WARNING, text, evidence, remedy=remedy)]
    kept_values(cache, geometry.model_hash)  # measured now, unless this very file was measured before
    return list(geometry.findings)
