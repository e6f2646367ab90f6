"""Daily temperatures of a station."""

from datetime import UTC, datetime

from energie.readers.temperatures import READER
from kern.intake.head import open_file


def read(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    head = open_file(path)
    assert READER.recognise(head)
    return READER.read(head, {})


def test_a_local_day_begins_at_local_midnight(tmp_path):
    intake = read(tmp_path, "Datum;Gemiddelde temperatuur (°C);Station\n01-07-2024;18,4;Melle\n01-01-2024;-2,1;Melle\n")
    rows = intake.series["temperatures"]
    assert rows["start_utc"].to_list() == [
        datetime(2024, 6, 30, 22, tzinfo=UTC),
        datetime(2023, 12, 31, 23, tzinfo=UTC),
    ]
    assert rows["mean_temperature_degc"].to_list() == [18.4, -2.1]
    assert rows["year"].to_list() == [2024, 2024]


def test_impossible_and_double_days_are_kept_out(tmp_path):
    rows = ["01-07-2024;18,4", "01-07-2024;18,4", "01-07-2024;19,0", "02-07-2024;184", "03-07-2024;", "x;1"]
    intake = read(tmp_path, "Date;Mean temperature (°C)\n" + "\n".join(rows) + "\n")
    assert intake.series["temperatures"].height == 1
    assert sorted(intake.rejected["code"]) == [
        "energy.temperature.twice",
        "intake.date.invalid",
        "intake.number.too_high",
    ]
