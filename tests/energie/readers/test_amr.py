"""AMR files: the quarters of a local day on one row, 92 and 100 of them when the clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from energie.readers import READERS
from energie.readers.amr import READER
from kern.errors import InputWrong
from kern.intake.head import open_file
from kern.intake.recognise import recognise
from kern.times import quarters_in_local_day

EAN = "541448000000000011"
ABOVE = ["Aansluiting;Kantoor A", "Periode;2025", "Aangemaakt;01-12-2025", ""]


def row(day, unit="KWT", ean=EAN, register="Afname Actief", clock="00:15", values=None):
    count = quarters_in_local_day(day)
    values = values if values is not None else [f"{place},125" for place in range(1, count + 1)]
    return ";".join([f"{day:%d%m%Y} {clock}", ean, register, "", "", "", "", unit, "", "", *values])


@pytest.fixture
def load(tmp_path):
    def write_and_read(*rows, above=ABOVE, name="amr.csv", packed=False):
        lines = [*above, *rows]
        path = tmp_path / name
        if packed:
            import openpyxl

            book = openpyxl.Workbook()
            for line in lines:
                book.active.append([line])
            book.save(path)
        else:
            path.write_text("\n".join(lines) + "\n")
        head = open_file(path)
        assert recognise(head, READERS) is READER
        return READER.read(head, {})

    return write_and_read


DAYS = [date(2025, 3, 29), date(2025, 3, 30), date(2025, 3, 31), date(2025, 10, 25), date(2025, 10, 26)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("clock", ["00:00", "00:15"])
def test_every_day_has_its_own_number_of_quarters(load, packed, clock):
    name = "amr.xlsx" if packed else "amr.csv"
    intake = load(*(row(day, clock=clock) for day in DAYS), packed=packed, name=name)
    found = intake.series["readings"]
    assert intake.rejected.is_empty()
    assert found.height == 96 + 92 + 96 + 96 + 100
    assert found["start_utc"].n_unique() == found.height
    spring = found.filter(
        found["start_utc"].is_between(
            datetime(2025, 3, 29, 23, tzinfo=UTC), datetime(2025, 3, 30, 22, tzinfo=UTC), closed="left"
        )
    )
    assert spring["consumption_kwh"].sum() == pytest.approx(sum(range(1, 93)) + 92 * 0.125)
    gaps = found.sort("start_utc")["start_utc"].diff().drop_nulls().unique()
    assert timedelta(minutes=15) in gaps.to_list()
    assert gaps.len() == 2  # the summer between the two changes
    assert set(found["meter"]) == {EAN}
    assert set(found["register"]) == {"offtake"}


def test_reactive_rows_are_left_out_and_injection_stands_apart(load):
    day = date(2025, 1, 1)
    intake = load(row(day), row(day, register="Afname Reactief", unit="KVR"), row(day, register="Injectie Actief"))
    found = intake.series["readings"]
    assert dict(found.group_by("register").len().iter_rows()) == {"offtake": 96, "injection": 96}
    assert any(finding.code == "energy.history.left_out.reactive" for finding in intake.findings)


def test_codes_of_the_registers_and_the_connection_above_the_table(load):
    day = date(2025, 1, 1)
    rows = [row(day, ean="", register=code) for code in ("1-1:1.29.0", "1-1:2.29.0", "1-1:3.29.0")]
    found = load(*rows, above=[f"EAN;{EAN}"]).series["readings"]
    assert dict(found.group_by("register").len().iter_rows()) == {"offtake": 96, "injection": 96}
    assert set(found["meter"]) == {EAN}


def test_no_connection_anywhere_is_an_error(load):
    with pytest.raises(InputWrong, match="names no connection"):
        load(row(date(2025, 1, 1), ean=""), above=[])


def test_a_bad_cell_is_refused_alone_and_an_empty_one_is_no_data(load):
    values = ["1,0"] * 96
    values[3], values[4] = "fout", ""
    intake = load(row(date(2025, 1, 1), values=values))
    assert intake.rejected.select("row", "value").rows() == [(5, "fout")]
    assert intake.series["readings"]["quality"].value_counts().sort("count").rows() == [
        ("no_data", 1),
        ("measured", 94),
    ]
