import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.errors import UsageWrong
from kern.report import Chart, Column, Figure, Section, Table
from koers.render.csv_out import FORMULA_STARTS, choose_table, guard, table_as_csv, tables_of

COLUMNS = [Column("name", "Name"), Column("a_kwh", "A", "kWh", 1)]


def section(*blocks):
    return Section("s", "S", "m", blocks)


@given(st.text())
def test_no_text_cell_starts_a_formula(text):
    assert not str(guard(text)).startswith(FORMULA_STARTS)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers(number):
    assert guard(number) == number


def test_a_table_is_neutral_csv_with_guarded_texts():
    rows = [{"name": '=HYPERLINK("x")', "a_kwh": -1234.56}, {"name": "Gent; Sint-Jan", "a_kwh": None}]
    read = list(csv.DictReader(io.StringIO(table_as_csv(Table("t", "T", COLUMNS, rows)))))
    assert read == [
        {"name": '\'=HYPERLINK("x")', "a_kwh": "-1234.6"},
        {"name": "Gent; Sint-Jan", "a_kwh": ""},
    ]


def test_dates_and_yes_no_are_neutral():
    table = Table("t", "T", [Column("day", "Day"), Column("ok", "OK")], [{"day": date(2025, 3, 1), "ok": True}])
    assert table_as_csv(table).splitlines()[1] == "2025-03-01,true"


def test_the_first_table_is_written_and_others_by_name():
    table = Table("verbruik", "T", COLUMNS, [])
    behind = Table("grafiek", "G", COLUMNS, [])
    whole = section(Figure("energie.x", "X", 1.26, "kWh", 1), Chart("c", "m", "a", lambda: None, behind), table)
    assert list(tables_of(whole)) == ["verbruik", "grafiek", "cijfers"]
    assert choose_table(whole, None) is table
    assert choose_table(whole, "grafiek") is behind
    assert table_as_csv(choose_table(whole, "cijfers")).splitlines()[1] == "energie.x,X,1.3,kWh,,"


def test_an_unknown_table_names_the_known_ones():
    with pytest.raises(UsageWrong, match=r"There is no table x here\. Choose from: verbruik\."):
        choose_table(section(Table("verbruik", "T", COLUMNS, [])), "x")
