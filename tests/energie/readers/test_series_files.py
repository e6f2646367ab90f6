"""Readings in files of any make: the same year of quarters written in many notations gives the same readings."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from energie.readers.layout import Layout, layout_of
from energie.readers.propose import propose
from energie.readers.series_files import READER
from kern.errors import InputWrong
from kern.intake.head import open_file

BRUSSELS = ZoneInfo("Europe/Brussels")
MARCH = datetime(2025, 3, 29, tzinfo=BRUSSELS).astimezone(UTC)
OCTOBER = datetime(2025, 10, 25, tzinfo=BRUSSELS).astimezone(UTC)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


def quarters(start=MARCH, days=3, step=QUARTER):
    """Moments of whole local days, with a value that is different in every interval."""
    end = (start.astimezone(BRUSSELS) + timedelta(days=days)).astimezone(UTC)
    count = round((end - start) / step)
    return [(start + place * step, 1000 + place / 4) for place in range(count)]


def dutch(value):
    return f"{value:.3f}".replace(".", ",")


@pytest.fixture
def write(tmp_path):
    def to_head(*lines, name="ems.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return open_file(path, encoding=None if encoding == "utf-8" else encoding)

    return to_head


def readings(intake):
    return dict(intake.series["readings"].select("start_utc", "consumption_kwh").iter_rows())


def test_us_dates_mwh_and_a_comma_as_separator(write):
    rows = [f"{(t + HOUR):%m/%d/%Y %I:%M %p},EMS-7,{value / 1000:.6f},12" for t, value in quarters(step=HOUR)]
    head = write("Report,v2", "", "Interval end (UTC),Meter ID,Consumption (MWh),Temp", *rows)
    proposal = propose(head)
    layout = proposal.layout
    assert (layout.scheiding, layout.decimaal, layout.datumvorm) == ("komma", ".", "maand-dag-jaar")
    assert (layout.tijdzone, layout.tijdstip, layout.eenheid, layout.interval) == ("UTC", "einde", "MWh", "60")
    assert proposal.unread == ("Temp",)
    found = READER.read(head, layout.as_mapping())
    assert readings(found) == pytest.approx(dict(quarters(step=HOUR)))


@pytest.mark.parametrize("start", [MARCH, OCTOBER])
@pytest.mark.parametrize("ends", [False, True])
def test_local_quarters_over_a_clock_change_stamped_at_begin_or_end(write, start, ends):
    shift = QUARTER if ends else timedelta()
    rows = [f"{(t + shift).astimezone(BRUSSELS):%d-%m-%Y;%H:%M};{dutch(v)}" for t, v in quarters(start)]
    head = write("Datum;Tijd;Verbruik kWh", *rows)
    layout = propose(head).layout
    assert (layout.tijdzone, layout.tijdstip) == ("Europe/Brussels", "einde" if ends else "begin")
    assert readings(READER.read(head, layout.as_mapping())) == pytest.approx(dict(quarters(start)))


def test_a_file_in_winter_time_all_year_is_not_taken_for_local_time(write):
    rows = [f"{t + HOUR:%d/%m/%Y %H:%M};{dutch(v)}" for t, v in quarters()]
    head = write("Tijd;kWh", *rows)
    proposal = propose(head)
    assert proposal.layout.tijdzone == "+01:00"
    assert "tijdzone" in proposal.doubtful
    assert readings(READER.read(head, proposal.layout.as_mapping())) == pytest.approx(dict(quarters()))


def test_latin_1_thousands_and_a_remark_above_the_table(write):
    rows = [
        f"{t.astimezone(BRUSSELS):%d/%m/%Y %H:%M};" + f"{v:,.2f}".translate(str.maketrans(",.", ".,")) + ";géén"
        for t, v in quarters()
    ]
    head = write("Één meter", "Tijdstip;Energie (kWh);Opmerking", *rows, encoding="latin-1")
    layout = propose(head, "windows-1252").layout
    assert (layout.kopregels, layout.decimaal, layout.duizendtal) == ("2", ",", ".")
    assert readings(READER.read(head, layout.as_mapping())) == pytest.approx(dict(quarters()))


@pytest.mark.parametrize("start", [MARCH, OCTOBER])
@pytest.mark.parametrize("by_clock", [False, True])
def test_a_row_per_day_has_92_96_or_100_values(write, start, by_clock):
    days = {}
    for t, value in quarters(start):
        local = t.astimezone(BRUSSELS)
        days.setdefault(local.date(), []).append((local, value))
    width = 96 if by_clock else 100
    names = [f"{k // 4:02d}:{k % 4 * 15:02d}" for k in range(96)] if by_clock else [f"Q{k}" for k in range(1, 101)]
    rows = []
    for day, values in days.items():
        cells = [""] * width
        for place, (local, value) in enumerate(values):
            cells[local.hour * 4 + local.minute // 15 if by_clock else place] = dutch(value)
        rows.append(f"M1;{day:%d-%m-%Y};" + ";".join(cells))
    head = write("Meter;Datum;" + ";".join(names), *rows)
    layout = propose(head).layout
    assert (layout.vorm, layout.interval) == ("rij per dag", "15")
    intake = READER.read(head, layout.as_mapping())
    found = readings(intake)
    if by_clock and start == OCTOBER:  # 96 clock times cannot hold 100 quarters: four are lost, and that is said
        assert len(found) == len(quarters(start)) - 4
        assert any("repeated October hour" in str(finding) for finding in intake.findings)
    else:
        assert found == pytest.approx(dict(quarters(start)))


def test_merged_headings_give_each_meter_its_column(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Energierapport"])
    sheet.append(["Tijdstip", "Gebouw A", None, "Gebouw B", None])
    sheet.append([None, "Elektriciteit (kWh)", "Kost (euro)", "Elektriciteit (kWh)", "Kost (euro)"])
    sheet.merge_cells("B2:C2")
    for t, value in quarters(MARCH - timedelta(days=9), 1, HOUR):
        sheet.append([t.astimezone(BRUSSELS).replace(tzinfo=None), value, 1.5, 2 * value, 3.0])
    book.save(tmp_path / "a.xlsx")
    head = open_file(tmp_path / "a.xlsx")
    proposal = propose(head)
    assert proposal.layout.kolommen["Gebouw B / Elektriciteit (kWh)"] == "quantity:Gebouw B"
    found = READER.read(head, proposal.layout.as_mapping()).series["readings"]
    sums = dict(found.group_by("meter").agg(pl.col("consumption_kwh").sum()).iter_rows())
    assert sums["Gebouw B"] == pytest.approx(2 * sums["Gebouw A"])


def test_what_does_not_follow_the_mapping_is_refused_cell_by_cell(write):
    head = write(
        "Tijd;kWh", "01-01-2025 00:00;1,5", "01-01-2025 00:15;1.5", "Totaal;3", "01-01-2025 00:30;-2",
        "01-01-2025 00:45;", "01-01-2025 00:00;1,5", "01-01-2025 00:00;9", "30-03-2025 02:15;1",
    )  # fmt: skip
    intake = READER.read(head, {"@meter": "M1", "Tijd": "moment", "kWh": "quantity"})
    codes = dict(intake.rejected.select("row", "code").iter_rows())
    assert codes == {
        3: "energy.series.number",
        4: "energy.series.moment",
        5: "energy.series.negative",
        8: "energy.series.twice",
        9: "energy.series.skipped_hour",
    }
    assert intake.series["readings"].select("consumption_kwh", "quality").rows() == [
        (1.5, "measured"),
        (None, "no_data"),
    ]
    assert any(finding.code == "energy.series.double" for finding in intake.findings)


def test_units_carriers_and_power_become_kilowatt_hours(write):
    head = write("Dag;m³", "01-01-2025;10", "02-01-2025;20")
    gas = {
        "@meter": "G",
        "@interval": "dag",
        "@eenheid": "m³",
        "@energiedrager": "aardgas",
        "Dag": "date",
        "m³": "quantity",
    }
    found = READER.read(head, gas).series["readings"]
    assert found["consumption_kwh"].to_list() == [115.0, 230.0]
    assert set(found["quality"]) == {"provisional"}
    head = write("Tijd;kW", "01-01-2025 00:00;8", "01-01-2025 00:15;4", name="kw.csv")
    power = {"@meter": "P", "@eenheid": "kW", "Tijd": "moment", "kW": "quantity"}
    assert READER.read(head, power).series["readings"]["consumption_kwh"].to_list() == [2.0, 1.0]


def test_five_minutes_become_quarters_and_a_part_has_no_value(write):
    rows = [f"01-01-2025 00:{minute:02d};1" for minute in range(0, 25, 5)]
    found = READER.read(
        write("Tijd;kWh", *rows), {"@meter": "M", "@interval": "5", "Tijd": "moment", "kWh": "quantity"}
    )
    assert found.series["readings"]["consumption_kwh"].to_list() == [3.0, None]


def test_another_interval_than_the_mapping_says_refuses_the_file(write):
    rows = [f"01-01-2025 {hour:02d}:00;1" for hour in range(5)]
    with pytest.raises(InputWrong, match="60 minutes apart"):
        READER.read(write("Tijd;kWh", *rows), {"@meter": "M", "Tijd": "moment", "kWh": "quantity"})


def test_a_mapping_that_is_not_understood_lists_every_line():
    with pytest.raises(InputWrong) as caught:
        layout_of({"@eenheid": "pk", "@decimal": ",", "@tijdzone": "Gent", "kWh": "kilowatt"}, "a.csv")
    assert [finding.evidence["name"] for finding in caught.value.findings] == ["decimal", "eenheid", "tijdzone", "kWh"]
    assert Layout().as_mapping()["@tijdzone"] == "Europe/Brussels"


def test_no_table_no_proposal(write):
    with pytest.raises(InputWrong, match="no mapping can be proposed"):
        propose(write("Naam;Straat", "Huis;Kerkstraat"))
