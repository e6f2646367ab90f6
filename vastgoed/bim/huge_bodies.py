"""Products whose body is too large to be handed to the library: millions of points cost gigabytes and minutes.

Found in the text, without reading the large records themselves.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vastgoed.bim.open_facts import LARGE_RECORD_BYTES
from vastgoed.bim.schemas import schema_of_file
from vastgoed.bim.step_index import NotIndexableError
from vastgoed.bim.step_model import open_step

if TYPE_CHECKING:
    from vastgoed.bim.step_model import StepModel, StepRecord

_DEEPEST = 200  # cuts upon cuts
_WAYS = (
    "Representations", "Items", "MappingSource", "MappedRepresentation", "Coordinates", "FirstOperand",
    "SecondOperand", "Outer", "SbsmBoundary", "FbsmFaces",
)  # fmt: skip


def products_with_huge_bodies(path: str, limit_bytes: int = LARGE_RECORD_BYTES) -> set[int]:
    """Step ids of the products with a record in their body that is longer than the limit, in bytes.

    Args:
        path: The model, ready for the parser.
        limit_bytes: Longest record that may be read.
    """
    file = Path(path)
    if file.stat().st_size <= limit_bytes:
        return set()
    try:
        model = open_step(file, schema_of_file(file))
    except NotIndexableError:
        return set()
    index = model.index
    huge = set(index.ids[index.ends - index.starts > limit_bytes].tolist())
    known = dict.fromkeys(huge, True)
    return {
        product.id()
        for product in (model.by_type("IfcProduct") if huge else ())
        if any(_leads_to(model, number, known) for number in _numbers(product, "Representation"))
    }


def _leads_to(model: StepModel, number: int, known: dict[int, bool], depth: int = 0) -> bool:
    """Whether a record is made of one of the large ones; what was found out is kept."""
    if number not in known:
        known[number] = False  # a ring of records leads nowhere
        record = model.by_id(number) if depth < _DEEPEST else None
        below = [each for way in _WAYS for each in _numbers(record, way)]
        known[number] = any(_leads_to(model, each, known, depth + 1) for each in below)
    return known[number]


def _numbers(record: StepRecord | None, name: str) -> list[int]:
    try:
        return record.references(name) if record is not None else []
    except KeyError:  # no such attribute
        return []
