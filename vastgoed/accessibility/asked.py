"""What a criterion asks, in words, with the word for what the agency set itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, translate
from vastgoed.accessibility.levels import GRANTED
from vastgoed.accessibility.wording import show_threshold

if TYPE_CHECKING:
    from vastgoed.accessibility.criteria import Criterion

OWN_NOTE = N_(
    "Where the agency set a threshold of its own, it stands beside 'asked'; the others are those of the norm."
)


def show_asked(criterion: Criterion) -> str:
    """The threshold in force, and those of levels where the agency set others.

    >>> from datetime import date
    >>> import polars as pl
    >>> from vastgoed.accessibility.criteria import read_criteria
    >>> own = pl.DataFrame({"id": ["DOR-03"], "level_a": ["80"]})
    >>> show_asked(read_criteria(date(2026, 11, 24))["DOR-03"])
    '≥ 90 cm'
    >>> show_asked(read_criteria(date(2026, 11, 24), own)["DOR-03"])
    '≥ 90 cm; A: ≥ 80 cm (own threshold)'
    """

    def shown(threshold: str) -> str:
        return show_threshold(criterion.rule, threshold, criterion.unit)

    main = {"asked": shown(criterion.reference)}
    texts = [translate(N_("{asked} (own threshold)"), main) if "reference" in criterion.own else main["asked"]]
    for level in GRANTED:
        threshold = criterion.thresholds.get(level)
        if threshold is None or level.data_code not in criterion.own:
            continue
        if threshold != criterion.reference or "reference" not in criterion.own:
            values = {"level": "A" + "+" * (level.rank - 1), "asked": shown(threshold)}
            texts.append(translate(N_("{level}: {asked} (own threshold)"), values))
    return "; ".join(texts)
