"""Opens a model to read facts from, and says what is wrong with its text.

Over an index of the text where that can be followed, which is a fraction of the work; by the library where not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.library import open_model, take_log
from vastgoed.bim.parse_log import check_log, dangling_finding, of_another_version, unknown_finding
from vastgoed.bim.step_index import NotIndexableError
from vastgoed.bim.step_model import StepModel, open_step
from vastgoed.bim.step_text import count_records

if TYPE_CHECKING:
    from vastgoed.bim.library import Model

_AGAIN = N_("Copy or download the file again completely, or export it again.")

LARGE_RECORD_BYTES = 32 << 20
"""A record of this size is one body with more points than any measurement of a space needs."""

INCOMPLETE = frozenset({
    "bim.parse.spaces_lost", "bim.parse.dangling_reference", "bim.parse.damaged_record", "bim.parse.damaged_text",
    "bim.parse.damaged_name",
})  # fmt: skip
"""Findings after which totals are no facts."""


def open_facts(path: str, schema: str) -> Model:
    """Open a model for everything but meshes.

    Args:
        path: The file.
        schema: What to read it with, such as `IFC4X3_ADD2`.
    """
    try:
        return cast("Model", open_step(Path(path), schema))
    except NotIndexableError:
        return open_model(path, bodies=True)


def has_huge_body(model: Model) -> bool:
    """Whether some body is too large to be handed to the library."""
    return isinstance(model, StepModel) and model.index.largest_record()[1] > LARGE_RECORD_BYTES


def count_spaces(model: Model, path: str) -> tuple[int, int]:
    """Spaces that the text has, read or not, and records whose number is given out again."""
    if isinstance(model, StepModel):
        return model.count_of("IfcSpace"), model.index.duplicate_count
    counts = count_records(Path(path))
    return counts.space_count, counts.duplicate_count


def check_text(model: Model, path: str, space_count: int) -> list[Finding]:
    """What is wrong with the text of a model. Ask when all facts were read: damage shows when a record is parsed.

    Args:
        model: The model.
        path: Its file.
        space_count: Spaces that were read.
    """
    in_text, duplicates = count_spaces(model, path)
    findings = []
    if duplicates:
        findings.append(
            Finding(
                "bim.step.duplicate_id",
                Severity.WARNING,
                N_("File {file} gives {count} record numbers to two records; only the last was kept."),
                {"count": duplicates},
                remedy=N_("Ask for a new export; two models were probably pasted into one file."),
            )
        )
    if in_text > space_count:
        findings.append(
            Finding(
                "bim.parse.spaces_lost",
                Severity.ERROR,
                N_("The text of the file has {count} more spaces than could be read; all totals are incomplete."),
                {"count": in_text - space_count},
                remedy=_AGAIN,
            )
        )
    if not isinstance(model, StepModel):
        return findings + check_log(take_log(), model.schema_identifier)
    unknown = {name: len(model.index.places_named(name)) for name in model.unknown_names}
    for name in model.unknown_seen.values():
        unknown.setdefault(name, sum(each == name for each in model.unknown_seen.values()))
    findings += unknown_finding(unknown, model.schema_identifier)
    findings += dangling_finding(model.index.dangling_count)
    odd = model.odd_lengths
    alike = sum(len(model.index.places_named(name)) for name in {name for name, _length in odd.values()})
    # Where most of their kind do fit, these few were damaged.
    other, foreign = of_another_version(odd if 2 * len(odd) > alike else {}, model.schema_identifier)
    findings += foreign
    damaged = model.damaged - other
    if damaged:
        findings.append(
            Finding(
                "bim.parse.damaged_record",
                Severity.ERROR,
                N_("{count} records cannot be read, such as #{number}; all totals are incomplete."),
                {"count": len(damaged), "number": min(damaged)},
                remedy=_AGAIN,
            )
        )
    if model.index.damaged_count:
        findings.append(
            Finding(
                "bim.parse.damaged_text",
                Severity.ERROR,
                N_("{count} bytes in the file cannot be part of a model: it was damaged on its way here."),
                {"count": model.index.damaged_count},
                remedy=_AGAIN,
            )
        )
    if model.index.absurd_count:
        findings.append(
            Finding(
                "bim.geometry.absurd",
                Severity.WARNING,
                N_("{count} numbers in the file are none (NaN) or larger than the earth; those bodies are left out."),
                {"count": model.index.absurd_count},
                remedy=N_("Remove elements far from the building in the model, and export it again."),
            )
        )
    number, size = model.index.largest_record()
    if size > LARGE_RECORD_BYTES:
        findings.append(
            Finding(
                "bim.geometry.huge",
                Severity.WARNING,
                N_("Record #{number} alone takes {size_mb} MB: a body of millions of points, which is not measured."),
                {"number": number, "size_mb": round(size / 1e6)},
                remedy=N_("Replace scans and very detailed bodies in the model by simple ones, and export it again."),
            )
        )
    return findings
