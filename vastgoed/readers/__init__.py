"""The list of readers of the real-estate room: one file format each, in the order in which they depend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.intake.contract import Reader
from vastgoed.readers import (
    audit_form,
    audit_sheet,
    baselines,
    capacity,
    certificates,
    costs,
    criteria,
    decisions,
    dependencies,
    entities,
    infrastructure,
    models,
    plans,
    portfolio,
    readiness,
    resources,
    services,
    tasks,
    transfers,
)

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

READERS: tuple[Reader, ...] = (
    entities.READER,
    portfolio.READER,
    infrastructure.READER,
    transfers.READER,
    certificates.READER,
    resources.READER,
    criteria.READER,
    audit_form.READER,
    audit_sheet.READER,
    readiness.READER,
    capacity.READER,
    tasks.READER,
    costs.READER,
    baselines.READER,
    services.READER,
    dependencies.READER,
    decisions.READER,
    plans.READER,
    models.READER,
)


def estate_readers(own: pl.DataFrame, geometry: Path | None = None) -> tuple[Reader, ...]:
    """The readers, where audits may hold values of the agency's own criteria and the geometry of models is kept.

    Args:
        own: Register `label_criterion`.
        geometry: Folder for the geometry; None does not make it.
    """
    chosen = _with_criteria(own)
    if geometry is None:
        return chosen
    return tuple(models.reader_for(geometry) if reader is models.READER else reader for reader in chosen)


def _with_criteria(own: pl.DataFrame) -> tuple[Reader, ...]:
    from vastgoed.accessibility.own_criteria import criteria_rows
    from vastgoed.audit_values import asked_of

    if own.is_empty():
        return READERS
    asked = asked_of(criteria_rows(own))
    with_own = {part.READER.kind: part.reader_for(asked) for part in (audit_form, audit_sheet)}
    return tuple(with_own.get(reader.kind, reader) for reader in READERS)
