from datetime import date

import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.accessibility.values import age_years, newest_values, years_later

TODAY = date(2026, 11, 24)


def values(*rows):
    names = ("value", "source", "audited_on", "element")
    known = {"asset_code": "G", "criterion_id": "DOR-03", "scope": "visitor", "element": "D"}
    return pl.DataFrame(
        [known | dict(zip(names, row, strict=False)) for row in rows], schema_overrides={"audited_on": pl.Date}
    )


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("70", "audit", date(2024, 1, 1)), ("90", "audit", date(2025, 1, 1))], ["90"]),
        ([("70", "audit", date(2026, 1, 1)), ("90", "audit", date(2027, 1, 1))], ["70"]),
        ([("70", "property", date(2026, 1, 1)), ("90", "geometry", date(2026, 1, 1))], ["90"]),
        ([("90", "geometry", date(2026, 1, 1)), ("88", "audit", date(2026, 1, 1))], ["88"]),
        ([("70", "audit", date(2026, 1, 1)), ("90", "audit", date(2026, 1, 1))], ["70", "90"]),
        ([("70", "audit", date(2019, 1, 1), "Old door"), ("90", "audit", date(2026, 1, 1))], ["90"]),
        ([("70", "audit", date(2019, 1, 1), "Old door")], ["70"]),
        ([("70", "audit", None)], ["70"]),
    ],
    ids=["newer", "future", "geometry", "audit", "both", "expired", "only expired", "undated"],
)
def test_the_newest_value_counts(rows, kept):
    assert newest_values(values(*rows), TODAY, 5)["value"].to_list() == kept


def test_columns_that_are_absent_are_named():
    with pytest.raises(InputWrong, match="lack the columns element, value"):
        newest_values(values(("1",)).drop("element", "value"), TODAY, 5)


def test_years_over_a_leap_day():
    assert years_later(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert age_years(date(2024, 2, 29), date(2029, 2, 28)) == 5.0
    assert age_years(date(2024, 2, 29), date(2029, 3, 1)) > 5.0
    assert age_years(date(2025, 12, 31), date(2026, 1, 1)) == pytest.approx(1 / 365)
