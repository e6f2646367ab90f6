"""The register of meters becomes meters and dated allotments."""

from datetime import date

from energie.readers.meters import READER
from energie.tables import ALWAYS
from kern.intake.head import open_file

HEADER = "EAN-code;Objectcode;Energiedrager;Meetwijze;Geldig van;Geldig tot;Groene stroom;Aandeel (%)"


def read(tmp_path, *rows):
    path = tmp_path / "meters.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    head = open_file(path)
    assert READER.recognise(head)
    return READER.read(head, {})


def test_a_meter_that_serves_two_buildings_is_one_meter_with_two_allotments(tmp_path):
    intake = read(
        tmp_path,
        "541448000000000011;A1;elektriciteit;kwartier;01-01-2020;;ja;60",
        "541448000000000011;A2;stroom;;01-01-2020;01-07-2022;nee;40",
        "BRANDER-1;A3;mazout;;;;;",
    )
    assert intake.frames["meter"].select("code", "carrier", "measured_by").rows() == [
        ("541448000000000011", "electricity", "quarter"),
        ("BRANDER-1", "heating_oil", None),
    ]
    allotments = intake.frames["meter_allotment"]
    assert allotments.select("asset_code", "share", "green_contract").rows() == [
        ("A1", 0.6, True),
        ("A2", 0.4, False),
        ("A3", 1.0, None),
    ]
    assert allotments["valid_from"].to_list()[2] == ALWAYS
    assert allotments["valid_until"].to_list()[1] == date(2022, 7, 1)
    assert intake.rejected.is_empty()


def test_wrong_rows_are_kept_out_with_a_reason(tmp_path):
    intake = read(
        tmp_path,
        "5,41448E+17;A1;elektriciteit;;;;;",
        "541448000000000028;A1;elektriciteit;;01-01-2022;01-01-2021;;",
        "541448000000000011;A1;elektriciteit;;;;;",
        "541448000000000011;A1;aardgas;;;;;",
        "541448000000000035;A1;kolen;;;;;",
    )
    assert sorted(set(intake.rejected["code"])) == [
        "energy.ean.damaged",
        "energy.meter.ends_before_start",
        "energy.meter.two_carriers",
        "intake.choice.unknown",
    ]
    assert intake.frames["meter"].is_empty()
    assert intake.rows_read == 5


def test_a_wrong_check_digit_is_a_warning(tmp_path):
    intake = read(tmp_path, "541448000000000012;A1;elektriciteit;;;;;")
    assert [finding.code for finding in intake.findings] == ["energy.ean.check_digit"]
    assert intake.frames["meter"].height == 1
