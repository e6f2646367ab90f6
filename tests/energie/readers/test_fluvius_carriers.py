"""The carrier is a property of the meter, not of the file; a file reads the same in either order."""

import polars as pl
import pytest

from energie.readers.fluvius import READER
from kern.intake.head import open_file

V2 = (
    "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus"
)
GAS_HEADINGS = f"{V2};Calorische Bovenwaarde;Omschrijving"
GAS, ELECTRICITY = "541449000000000034", "541448000000000011"


def row(meter, device, register, volume, unit, start="08:00:00", end="09:00:00", day="06-03-2023"):
    return f'{day};{start};{day};{end};="{meter}";{device};Digitale meter;{register};{volume};{unit};Gevalideerd'


@pytest.fixture
def load(tmp_path):
    def write_and_read(header, *rows):
        path = tmp_path / "a.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return READER.read(open_file(path), {})

    return write_and_read


def carriers_of(intake):
    return dict(intake.series["readings"].select("meter", pl.col("carrier").cast(pl.String)).unique().iter_rows())


def test_cubic_metres_make_a_meter_gas_whatever_the_headings(load):
    rows = [row(GAS, "", "Afname", "2,000", "m³"), row(GAS, "", "Afname", "22,800", "kWh")]
    assert carriers_of(load(V2, *rows)) == {GAS: "natural_gas"}


def test_the_device_number_says_gas(load):
    assert carriers_of(load(V2, row(GAS, "7FLO00000001", "Afname", "22,800", "kWh"))) == {GAS: "natural_gas"}


def test_active_energy_is_electricity_in_a_file_with_gas_headings(load):
    rows = [
        row(GAS, "7FLO1", "Afname", "22,800", "kWh") + ";Definitief;",
        row(ELECTRICITY, "", "Afname Actief", "5,000", "kWh") + ";;",
    ]
    assert carriers_of(load(GAS_HEADINGS, *rows)) == {GAS: "natural_gas", ELECTRICITY: "electricity"}


def october(newest_first):
    """The repeated hour of 29 October 2023 as real files write it, pairs adjacent."""
    times = [("01:45:00", "02:00:00")]
    for start, end in (("02:00", "02:15"), ("02:15", "02:30"), ("02:30", "02:45")):
        times += [(f"{start}:00", f"{end}:00")] * 2
    times += [("02:45:00", "02:00:00"), ("02:45:00", "03:00:00"), ("03:00:00", "03:15:00")]
    rows = [
        row(ELECTRICITY, "1SAG1", "Afname Nacht", f"{number},000", "kWh", start, end, "29-10-2023")
        for number, (start, end) in enumerate(times)
    ]
    return rows[::-1] if newest_first else rows


def test_newest_first_reads_the_same_as_oldest_first(load):
    wanted = ["start_utc", "end_utc", "consumption_kwh"]
    forward, backward = (load(V2, *october(newest)) for newest in (False, True))
    assert forward.rejected.is_empty()
    assert backward.rejected.is_empty()
    ordered = [one.series["readings"].select(wanted).sort("start_utc").rows() for one in (forward, backward)]
    assert ordered[0] == ordered[1]
    assert len({start for start, _end, _kwh in ordered[0]}) == 10


@pytest.mark.parametrize("text", ["#N/A", "12a"])
def test_a_volume_that_is_no_number_is_not_called_negative(load, text):
    intake = load(V2, row(ELECTRICITY, "1SAG1", "Afname Dag", text, "kWh"))
    assert intake.rejected["code"].to_list() == ["intake.number.invalid"]


def test_a_file_without_rows_says_so(load):
    assert "energy.history.no_rows" in {finding.code for finding in load(V2).findings}
