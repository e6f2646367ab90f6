from __future__ import annotations

from energie.series import QUALITIES, QUALITY_RANKS, READINGS


def test_every_quality_has_a_rank() -> None:
    assert set(QUALITY_RANKS) == set(QUALITIES.categories)
    assert QUALITY_RANKS["measured"] == QUALITY_RANKS["validated"] == QUALITY_RANKS["invoice"]
    assert sorted({"invoice", "provisional", "estimated", "no_data"}, key=QUALITY_RANKS.__getitem__) == [
        "no_data",
        "estimated",
        "provisional",
        "invoice",
    ]


def test_readings_are_ranked_on_columns_that_are_compared() -> None:
    assert READINGS.ranking is not None
    assert {READINGS.ranking.value, READINGS.ranking.quality} <= set(READINGS.compare)
