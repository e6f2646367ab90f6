"""Every header of the consumption history so far, as the grid operator wrote it, loose and in zipped folders.

Source: policy-energy 3.1. The Dutch gas header of the second generation is by analogy.
"""

import zipfile
from datetime import UTC, datetime

import pytest

from energie.readers import READERS
from energie.readers.fluvius import READER
from kern.intake.archive import open_all
from kern.intake.head import open_file
from kern.intake.recognise import recognise

EAN = "541448000000000011"
V1 = "Van datum;Van tijdstip;Tot datum;Tot tijdstip"
V2 = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip)"
NL = "Meter;Metertype;Register;Volume;Eenheid;Validatiestatus"
EN = (
    "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;Validation status"
)
ELECTRICITY = {
    "V1 NL": f"{V1};EAN;{NL}",
    "V2 NL": f"{V2};EAN-code;{NL};Omschrijving",
    "V2 NL without description": f"{V2};EAN-code;{NL}",
    "V3 EN": f"{EN};Description",
}
GAS = {
    "V1 NL": f"{V1};EAN-code;{NL};Calorische Bovenwaarde",
    "V2 NL": f"{V2};EAN-code;{NL};Calorische bovenwaarde;Omschrijving",
    "V3 EN": f"{EN};Caloric upper value;Description",
}


def electricity(name):
    """A header, a quarter of offtake and one of injection, an hour and a day."""
    english = "EN" in name
    mark = "/" if english else "-"
    words = ("Offtake Day", "Injection Day", "Validated") if english else ("Afname Dag", "Injectie Dag", "Gevalideerd")
    spans = [
        ("06{0}03{0}2023;08:00:00", "06{0}03{0}2023;08:15:00"),
        ("07{0}03{0}2023;00:00:00", "08{0}03{0}2023;00:00:00"),
    ]
    return [ELECTRICITY[name]] + [
        f'{start.format(mark)};{end.format(mark)};="{EAN}";1SAG1;Digitale meter;{register};1,500;kWh;{words[2]};'
        for start, end in spans
        for register in words[:2]
    ]


def gas(name):
    """A header and one hour in m³ and in kWh."""
    english = "EN" in name
    mark = "/" if english else "-"
    words = ("Offtake", "Read") if english else ("Afname", "Uitgelezen")
    span = f"10{mark}01{mark}2023;06:00:00;10{mark}01{mark}2023;07:00:00"
    row = f'{span};="{EAN}";7FLO1;Digitale meter;{words[0]};'
    return [GAS[name], f"{row}2,000;m³;{words[1]};;", f"{row}22,800;kWh;{words[1]};Definitief;"]


def write(path, lines):
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode())
    return path


@pytest.mark.parametrize("name", list(ELECTRICITY))
def test_electricity(tmp_path, name):
    head = open_file(write(tmp_path / "a.csv", electricity(name)))
    assert recognise(head, READERS) is READER
    found = READER.read(head, {}).series["readings"].sort("start_utc", "register")
    assert found.select("register", "resolution", "consumption_kwh", "quality").rows() == [
        ("offtake_day", "quarter", 1.5, "validated"),
        ("injection_day", "quarter", 1.5, "validated"),
        ("offtake_day", "day", 1.5, "validated"),
        ("injection_day", "day", 1.5, "validated"),
    ]
    assert found["start_utc"][0] == datetime(2023, 3, 6, 7, tzinfo=UTC)
    assert set(found["carrier"]) == {"electricity"}


@pytest.mark.parametrize("name", list(GAS))
def test_gas_counts_in_kwh_only(tmp_path, name):
    head = open_file(write(tmp_path / "a.csv", gas(name)))
    assert recognise(head, READERS) is READER
    found = READER.read(head, {}).series["readings"]
    assert found.select("carrier", "resolution", "consumption_kwh", "quality").rows() == [
        ("natural_gas", "hour", 22.8, "measured")
    ]


def test_a_zipped_folder_holds_them_all(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for number, name in enumerate(ELECTRICITY):
            path = write(tmp_path / f"{number}.csv", electricity(name))
            archive.write(path, f"Verbruikshistoriek/{2020 + number}/{path.name}")
    heads = list(open_all([tmp_path / "export.zip"], tmp_path))
    assert len(heads) == len(ELECTRICITY)
    assert all(recognise(head, READERS) is READER for head in heads)
