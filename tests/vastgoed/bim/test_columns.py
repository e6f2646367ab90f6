import polars as pl
import pytest

from kern.units import has_permitted_suffix
from vastgoed.bim.columns import BIM_AREA_VALUE, KEYS, TABLES, empty_frame


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_columns_and_numbers_wear_their_unit(table):
    assert set(KEYS[table]) <= set(TABLES[table])
    for column, kind in {**TABLES[table], **BIM_AREA_VALUE}.items():
        if kind == pl.Float64:
            assert has_permitted_suffix(column)
    assert empty_frame(table).columns == list(TABLES[table])
