import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.readers.evcc import read_evcc

HEADINGS = (
    "Created,Finished,Charging point,Identifier,Vehicle,Mileage (km),Meter start (kWh),Meter stop (kWh),Energy (kWh),"
    "Duration,SoC start (%),SoC end (%),Added range (km),Solar (%),Cost,Price/kWh,CO2/kWh (gCO2eq)"
)
ROW = (
    "2024-03-04 18:02:00,2024-03-05 06:40:00,Depot 1,RFID1,Pool 1-ABC-123,"
    "15000,100.5,131.9,31.42,12h,20,80,200,50,9.27,,"
)


@pytest.fixture
def head(tmp_path):
    path = tmp_path / "evcc.csv"
    path.write_text(f"{HEADINGS}\n{ROW}\n{ROW.replace('Pool 1-ABC-123', 'WVWZZZE1ZNP000001')}\n", encoding="utf-8")
    return open_file(path)


def test_the_title_of_the_vehicle_finds_plate_or_chassis_number(head):
    rows = read_evcc(head, {}).series["fleet_transactions"].to_dicts()
    assert [(row["plate"], row["vin"]) for row in rows] == [("1ABC123", None), (None, "WVWZZZE1ZNP000001")]
    assert [row["quantity"] for row in rows] == [31.42, 31.42]
    assert rows[0]["odometer_km"] == 15000


def test_exactly_this_reader_recognises_it(head):
    assert recognise(head, READERS).kind == "fleet.evcc"
