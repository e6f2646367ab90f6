import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.readers.odometer import read_odometer


@pytest.fixture
def head(tmp_path):
    def head_of(*rows):
        path = tmp_path / "km.csv"
        path.write_text("\n".join(["Chassisnummer;Datum;Kilometerstand;Bron", *rows, ""]), encoding="utf-8")
        return open_file(path)

    return head_of


def test_reads_readings(head):
    (row,) = (
        read_odometer(head("WVWZZZE1ZNP000001;31-12-2024;84210;onderhoud"), {}).series["fleet_transactions"].to_dicts()
    )
    assert (row["kind"], row["quantity"], row["unit"], row["product"]) == ("odometer", 84210, "km", "service")
    assert row["odometer_km"] == 84210
    assert row["year"] == 2024


def test_a_chassis_number_that_is_none_and_a_negative_reading_are_kept_out(head):
    intake = read_odometer(head("KORT;31-12-2024;84210;lease", "WVWZZZE1ZNP000001;31-12-2024;-5;lease"), {})
    assert sorted(intake.rejected["code"].to_list()) == ["fleet.vin.invalid", "intake.number.too_low"]


def test_exactly_this_reader_recognises_it(head):
    assert recognise(head("WVWZZZE1ZNP000001;31-12-2024;84210;lease"), READERS).kind == "fleet.odometer"
