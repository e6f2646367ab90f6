"""The Fluvius history in every dialect; the rows are those of policy-energy 3.5 and variations on them."""

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energie.readers.fluvius import READER
from energie.series import READINGS
from kern.errors import InputWrong
from kern.findings import Severity
from kern.intake.head import open_file

V2 = (
    "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Omschrijving"
)
V1_GAS = (
    "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Calorische Bovenwaarde"
)
DAY = '06-03-2023;08:00:00;06-03-2023;08:15:00;="541448000000000011";1SAG1;Digitale meter;Afname Dag;12,345;kWh;'


@pytest.fixture
def load(tmp_path):
    def write_and_read(header, *rows, name="a.csv", end="\r\n"):
        path = tmp_path / name
        path.write_bytes(("\ufeff" + end.join([header, *rows]) + end).encode())
        head = open_file(path)
        assert READER.recognise(head)
        return READER.read(head, {})

    return write_and_read


def only_row(intake):
    rows = intake.series["readings"]
    assert rows.height == 1
    return rows.row(0, named=True)


def codes(intake):
    return {finding.code for finding in intake.findings}


def test_a_quarter_becomes_a_reading_in_utc(load):
    intake = load(V2, DAY + "Uitgelezen;")
    assert only_row(intake) == {
        "meter": "541448000000000011",
        "carrier": "electricity",
        "register": "offtake_day",
        "resolution": "quarter",
        "start_utc": datetime(2023, 3, 6, 7, 0, tzinfo=UTC),
        "end_utc": datetime(2023, 3, 6, 7, 15, tzinfo=UTC),
        "consumption_kwh": 12.345,
        "quality": "measured",
        "source_row": 2,
        "year": 2023,
        "month": 3,
    }
    assert (intake.rows_read, intake.findings, intake.rejected.height) == (1, [], 0)
    assert set(intake.series["readings"].columns) == set(READINGS.schema) - {"import_id"}


@pytest.mark.parametrize(
    "header",
    [
        V2,
        "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus;x",
        "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;"
        "Validation status;Description",
    ],
)
def test_every_header_generation_gives_the_same(load, header):
    dutch = load(V2, DAY + "Gevalideerd;").series["readings"]
    assert load(header, DAY + "Gevalideerd;", name="b.csv").series["readings"].equals(dutch)


def test_english_dates_words_and_short_times(load):
    header = "Until (time);Volume;From (date);From (time);Until (date);EAN code;Register;Unit;Validation status"
    intake = load(header, "08:15;1,500;06/03/2023;08:00;06/03/2023;=541448000000000011;Offtake Night;kWh;Estimated")
    row = only_row(intake)
    assert (row["register"], row["quality"], row["consumption_kwh"]) == ("offtake_night", "estimated", 1.5)
    assert row["start_utc"] == datetime(2023, 3, 6, 7, 0, tzinfo=UTC)


def test_empty_is_no_data_and_zero_stays_zero(load):
    empty, zero = DAY.replace("12,345", ""), DAY.replace("12,345", "0,000").replace("08:", "09:")
    intake = load(V2, empty + "Geen verbruik;", zero + "Gevalideerd;")
    rows = intake.series["readings"]
    assert rows["consumption_kwh"].to_list() == [None, 0.0]
    assert rows["quality"].to_list() == ["no_data", "validated"]
    assert "energy.history.no_data" in codes(intake)


def test_gas_counts_once_in_kwh(load):
    row = '10-01-2023;{};="541449000000000034";7FLO00000001;Digitale Meter;Afname;{}'
    six, seven = "06:00:00;10-01-2023;07:00:00", "07:00:00;10-01-2023;08:00:00"
    intake = load(
        V1_GAS,
        row.format(six, "2,000;m³;Gevalideerd;"),
        row.format(six, "22,800;kWh;Gevalideerd;Definitief"),
        row.format(seven, ";kWh;Geen verbruik;"),
        row.format(seven, ";m³;Geen verbruik;"),
        row.format("08:00:00;10-01-2023;09:00:00", "11,000;kWh;Gevalideerd;Voorlopig"),
        row.format("08:00:00;10-01-2023;09:00:00", "1,000;m³;Gevalideerd;"),
    )
    rows = intake.series["readings"]
    assert rows["consumption_kwh"].to_list() == [22.8, None, 11.0]
    assert rows["quality"].to_list() == ["validated", "no_data", "provisional"]
    assert set(rows["carrier"]) == {"natural_gas"}
    assert set(rows["resolution"]) == {"hour"}
    assert intake.rows_read == 6
    assert "energy.history.left_out.volume_twice" in codes(intake)


def test_gas_in_cubic_metres_only_is_converted_and_marked(load):
    row = '10-01-2023;06:00:00;10-01-2023;07:00:00;="541449000000000034";7FLO1;Digitale Meter;Afname;2,000;m³;{};'
    intake = load(V1_GAS, row.format("Gevalideerd"))
    found = only_row(intake)
    assert (found["consumption_kwh"], found["quality"], found["carrier"]) == (23.0, "provisional", "natural_gas")
    assert "energy.history.volume_converted" in codes(intake)


def test_water_is_no_energy(load):
    row = '10-01-2023;06:00:00;10-01-2023;07:00:00;="541449000000000034";8SE0000001;Watermeter;Afname;2,000;m³;Read;'
    intake = load(V1_GAS, row)
    assert intake.series["readings"].is_empty()
    assert "energy.history.left_out.water" in codes(intake)


def carriers(intake):
    return dict(intake.series["readings"].select("meter", "carrier").unique().iter_rows())


ELECTRIC, GAS = "541448000000000011", "541449000000000034"
HOUR = '10-01-2023;06:00:00;10-01-2023;07:00:00;="{}";{};Meter;{};2,000;{};Gevalideerd;'


def test_cubic_metres_make_a_meter_gas_whatever_the_headings(load):
    kwh, cubic = HOUR.format(GAS, "", "Afname", "kWh"), HOUR.format(GAS, "", "Afname", "m³")
    intake = load(V2, cubic, kwh, HOUR.format(ELECTRIC, "", "Afname", "kWh"))
    assert carriers(intake) == {GAS: "natural_gas", ELECTRIC: "electricity"}
    assert intake.series["readings"]["consumption_kwh"].sum() == 4.0


@pytest.mark.parametrize("register", ["Afname Actief", "Offtake Active", "Afname Dag", "Hulpverbruik Actief"])
def test_a_register_of_electricity_beside_gas_rows_stays_electricity(load, register):
    intake = load(V1_GAS, HOUR.format(ELECTRIC, "", register, "kWh"), HOUR.format(GAS, "", "Afname", "kWh"))
    assert carriers(intake) == {ELECTRIC: "electricity", GAS: "natural_gas"}


def test_reactive_rows_make_their_meter_electricity(load):
    reactive = HOUR.format(ELECTRIC, "", "Afname Reactief", "kVArh")
    intake = load(V1_GAS, HOUR.format(ELECTRIC, "", "Afname", "kWh"), reactive, HOUR.format(GAS, "", "Afname", "kWh"))
    assert carriers(intake) == {ELECTRIC: "electricity", GAS: "natural_gas"}


@pytest.mark.parametrize(
    ("header", "device", "carrier"),
    [
        (V2, "7FLO0000001", "natural_gas"),
        (V2, "7MIT0000001", "natural_gas"),
        (V2, "1SAG0000001", "electricity"),
        (V2, "", "electricity"),
        (V1_GAS, "1SAG0000001", "electricity"),
        (V1_GAS, "7FLO0000001", "natural_gas"),
        (V1_GAS, "", "natural_gas"),
    ],
)
def test_the_device_number_decides_before_the_headings(load, header, device, carrier):
    assert carriers(load(header, HOUR.format(GAS, device, "Afname", "kWh"))) == {GAS: carrier}


def test_a_water_meter_beside_gas_does_not_become_gas(load):
    water = HOUR.format(ELECTRIC, "8SE0000001", "Afname", "m³")
    intake = load(V2, water, HOUR.format(GAS, "7FLO1", "Afname", "kWh"))
    assert carriers(intake) == {GAS: "natural_gas"}
    assert "energy.history.left_out.water" in codes(intake)


def test_reactive_energy_and_peaks_are_left_out(load):
    amr = '06-03-2023;08:00:00;06-03-2023;08:15:00;="541448000000000028";;AMR-meter;{};Gevalideerd;Kantoor A'
    intake = load(
        V2,
        amr.format("Afname Actief;5,000;kWh"),
        amr.format("Afname Capacitief;0,151;kVArh"),
        amr.format("Afname Reactief;0,151;kVArh"),
        amr.format("Productie Actief;1,000;kWh"),
        amr.format("Hulpverbruik Actief;0,500;kWh"),
        '01-03-2023;00:00:00;01-04-2023;00:00:00;="541448000000000028";;AMR-meter;Piekvermogen;80,000;kW;Gevalideerd;',
    )
    assert intake.series["readings"]["register"].to_list() == ["offtake", "production", "auxiliary"]
    left_out = {f.code: f.evidence["rows"] for f in intake.findings if "left_out" in f.code}
    assert left_out == {"energy.history.left_out.reactive": 2, "energy.history.left_out.peak": 1}
    assert intake.rejected.is_empty()


def test_the_repeated_october_hour_pairs_adjacent_rows(load):
    quarters = [("02:45:00", "02:00:00"), ("02:45:00", "03:00:00")]
    rows = [
        f'29-10-2023;{a};29-10-2023;{b};="541448000000000011";1SAG1;Digitale meter;{register} Nacht;3,1;kWh;Read;'
        for a, b in quarters
        for register in ("Afname", "Injectie")
    ]
    readings = load(V2, *rows).series["readings"].filter(pl.col("register") == "offtake_night")
    assert readings["start_utc"].dt.hour().to_list() == [0, 1]
    assert readings["end_utc"].dt.hour().to_list() == [1, 2]
    assert readings["resolution"].to_list() == ["quarter", "quarter"]


def test_a_whole_october_day_has_hundred_different_quarters(load):
    times = [f"{h:02d}:{m:02d}:00" for h in range(24) for m in (0, 15, 30, 45)]
    double = [t for t in times if t.startswith("02")]
    starts = sorted(times + double)
    row = '29-10-2023;{0};{2};{1};="541448000000000011";1SAG1;Digitale meter;Afname Nacht;1,0;kWh;Read;'
    rows = []
    for place, start in enumerate(starts):
        end = "02:00:00" if start == "02:45:00" and starts[place + 1] == start else times[(times.index(start) + 1) % 96]
        rows.append(row.format(start, end, "30-10-2023" if start == "23:45:00" else "29-10-2023"))
    readings = load(V2, *rows).series["readings"].sort("start_utc")
    assert readings["start_utc"].n_unique() == 100
    assert (readings["end_utc"].head(99) == readings["start_utc"].tail(99)).all()


def test_the_repeated_gas_hour_may_have_no_length(load):
    row = '29-10-2023;{};29-10-2023;{};="541449000000000034";7FLO1;Digitale Meter;Afname;1,0;kWh;Read;Definitief'
    readings = load(V1_GAS, row.format("02:00:00", "02:00:00"), row.format("02:00:00", "03:00:00")).series["readings"]
    assert readings["start_utc"].dt.hour().to_list() == [0, 1]
    assert readings["resolution"].to_list() == ["hour", "hour"]


def october_rows(minutes, marked=True):
    """Rows of two meters around the repeated hour, as Fluvius sorts them: each with a value of its own."""
    row = '29-10-2023;{};29-10-2023;{};="{}";1SAG1;Digitale meter;Afname Nacht;{},0;kWh;Read;'
    step = 60 // minutes

    def clock(place):
        return f"{place // step:02d}:{place % step * minutes:02d}:00"

    rows = []
    for place in range(step, 4 * step):
        for twin in range(2 if place // step == 2 else 1):
            summer_end = marked and twin == 0 and place == 3 * step - 1
            end = "02:00:00" if summer_end else clock(place + 1)
            rows += [row.format(clock(place), end, ean, len(rows)) for ean in (ELECTRIC, "541448000000000028")]
    return rows


def by_moment(intake):
    assert intake.rejected.is_empty()
    assert "energy.history.clock_doubt" not in codes(intake)
    return intake.series["readings"].drop("source_row").sort("meter", "start_utc")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.sampled_from([15, 60]), first=st.integers(0, 1), left_out=st.integers(0, 23))
def test_newest_first_reads_as_oldest_first(load, minutes, first, left_out):
    rows = october_rows(minutes)
    alone = [row for row in rows if row[11:19] in ("01:00:00", "01:15:00", "01:30:00", "03:00:00", "03:15:00")]
    if left_out < len(alone):
        rows.remove(alone[left_out])  # gaps around the hour change nothing
    forward, backward = by_moment(load(V2, *rows[first:])), by_moment(load(V2, *rows[first:][::-1]))
    assert backward.equals(forward)
    assert forward.select("meter", "start_utc").is_unique().all()
    assert forward.select((pl.col("end_utc") - pl.col("start_utc")).n_unique()).item() == 1


def test_newest_first_is_seen_without_the_row_that_ends_before_it_starts(load):
    rows = [row for row in october_rows(15) if row[11:19] != "02:45:00"]
    assert by_moment(load(V2, *rows[::-1])).equals(by_moment(load(V2, *rows)))


def test_newest_first_with_pairs_left_in_their_order_is_told_by_the_summer_row(load):
    rows = october_rows(15)
    turned = sorted(
        rows, key=lambda row: row[11:19], reverse=True
    )  # a spreadsheet's sort keeps equal rows as they were
    assert by_moment(load(V2, *turned)).equals(by_moment(load(V2, *rows)))


def test_the_row_that_ends_before_it_starts_is_summer_time_even_alone(load):
    row = (
        '29-10-2023;02:45:00;29-10-2023;02:00:00;="541448000000000011";1SAG1;Digitale meter;Afname Nacht;3,1;kWh;Read;'
    )
    assert by_moment(load(V2, row))["start_utc"].item() == datetime(2023, 10, 29, 0, 45, tzinfo=UTC)


def test_the_spring_row_is_one_quarter_and_the_skipped_hour_is_refused(load):
    row = '26-03-2023;{};26-03-2023;{};="541448000000000011";1SAG1;Digitale meter;Afname Nacht;1,0;kWh;Read;'
    intake = load(V2, row.format("01:45:00", "03:00:00"), row.format("02:15:00", "02:30:00"))
    assert only_row(intake)["resolution"] == "quarter"
    assert intake.rejected["code"].to_list() == ["energy.history.skipped_hour"]


def test_day_totals_keep_day_and_night_apart(load):
    row = '26-03-2023;00:00:00;27-03-2023;00:00:00;="541448000000000011";1SAG1;Digitale meter;Afname {};1,0;kWh;Read;'
    readings = load(V2, row.format("Dag"), row.format("Nacht")).series["readings"]
    assert readings["resolution"].to_list() == ["day", "day"]
    assert readings["register"].to_list() == ["offtake_day", "offtake_night"]


def test_bad_cells_name_row_column_and_value(load):
    intake = load(
        V2,
        DAY + "Read;",
        DAY.replace("06-03-2023;08:00", "31-02-2023;08:00") + "Read;",
        DAY.replace("12,345", "12.345") + "Read;",
        DAY.replace("12,345", "twaalf") + "Read;",
        DAY.replace("12,345", "-1,000") + "Read;",
        DAY.replace("kWh", "pk") + "Read;",
        DAY.replace("Afname Dag", "Warmte") + "Read;",
        DAY.replace("541448000000000011", "54144") + "Read;",
        DAY.replace("08:15", "08:10") + "Read;",
    )
    assert intake.series["readings"].height == 1
    lines = intake.rejected.select("row", "column", "value", "code").rows()
    assert lines == [
        (3, "Van (datum)", "31-02-2023 08:00:00", "intake.time.invalid"),
        (4, "Volume", "12.345", "intake.number.ambiguous"),
        (5, "Volume", "twaalf", "intake.number.invalid"),
        (6, "Volume", "-1,000", "energy.history.negative"),
        (7, "Eenheid", "pk", "energy.history.unit"),
        (8, "Register", "Warmte", "energy.history.register"),
        (9, "EAN-code", '="54144"', "energy.ean.invalid"),
        (10, "Tot (tijdstip)", "06-03-2023 08:00 – 06-03-2023 08:10", "energy.history.interval"),
    ]
    assert intake.rows_read == 9


@pytest.mark.parametrize("nothing", ["#N/A", "-", "nvt", "n/a"])
def test_a_word_for_nothing_is_not_a_number_and_not_below_zero(load, nothing):
    intake = load(V2, DAY + "Read;", DAY.replace("12,345", nothing) + "Read;", DAY.replace("12,345", "-1,5") + "Read;")
    lines = intake.rejected.select("value", "code").rows()
    assert lines == [(nothing, "intake.number.invalid"), ("-1,5", "energy.history.negative")]


def test_a_file_with_headings_only_says_so(load):
    intake = load(V2)
    assert [(f.code, f.severity) for f in intake.findings] == [("energy.history.no_rows", Severity.WARNING)]
    assert (intake.rows_read, intake.series["readings"].height) == (0, 0)


def test_an_ean_damaged_by_a_spreadsheet_refuses_the_file(load):
    with pytest.raises(InputWrong, match=r"5,41448E\+17 has been damaged"):
        load(V2, DAY.replace('="541448000000000011"', "5,41448E+17") + "Read;")


def test_a_wrong_check_digit_warns_once(load):
    wrong = DAY.replace('11"', '12"')
    intake = load(V2, wrong + "Read;", wrong.replace("08:", "09:") + "Read;")
    assert [f.code for f in intake.findings] == ["energy.ean.check_digit"]
    assert intake.series["readings"].height == 2


def test_an_unknown_status_keeps_the_value_as_provisional(load):
    intake = load(V2, DAY + "Hersteld;")
    assert only_row(intake)["quality"] == "provisional"
    assert codes(intake) == {"energy.history.status", "energy.history.provisional"}


def test_a_word_deep_in_the_file_is_learned(load):
    many = [DAY.replace("08:00:00;06", f"{h:02d}:{m:02d}:00;06").replace("08:15", f"{h:02d}:{m + 15:02d}") + "Read;"
            for h in range(24) for m in (0, 15, 30)] * 40  # fmt: skip
    intake = load(V2, *many, DAY.replace("Afname Dag", "Injectie Dag") + "Gevalideerd;")
    last = intake.series["readings"].row(-1, named=True)
    assert (last["register"], last["quality"]) == ("injection_day", "validated")


@pytest.mark.parametrize("packed", [True, False])
def test_a_workbook_re_saved_from_the_file_reads_the_same(tmp_path, packed, load):
    from openpyxl import Workbook

    lines = [V2, DAY + "Gevalideerd;", DAY.replace("08:", "09:") + "Geschat;"]
    book = Workbook()
    for line in lines:
        # A spreadsheet shows ="5414..." as the text it stands for.
        book.active.append([line] if packed else [cell.strip('="') for cell in line.split(";")])
    path = tmp_path / "b.xlsx"
    book.save(path)
    head = open_file(path)
    assert READER.recognise(head)
    expected = load(*lines).series["readings"]
    assert READER.read(head, {}).series["readings"].equals(expected)
