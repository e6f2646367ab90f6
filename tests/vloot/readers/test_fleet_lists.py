"""Chargers, mobility and yearly totals: what is known stays, what is wrong goes to quarantine with a reason."""

from datetime import date

import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.tables import LONG_AGO


@pytest.fixture
def read(tmp_path):
    def one(*lines):
        path = tmp_path / "file.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        head = open_file(path)
        reader = recognise(head, READERS)
        return reader.kind, reader.read(head, {})

    return one


def test_chargers_with_and_without_a_meter(read):
    kind, intake = read(
        "Laadpunt;Standplaats;Meter;Laadplaatsen;Vermogen (kW);Geldig van;Geldig tot",
        "BE*KRS*E1;GB-0001;541448990000000114;4;22;01-02-2020;",
        "BE*KRS*E2;GB-0002;;;;;",
        "BE*KRS*E3;GB-0002;;nul;22;01-01-2024;01-01-2023",
    )
    assert kind == "fleet.charge_points"
    first, second = intake.frames["charge_point"].to_dicts()
    assert (first["meter"], first["places_count"], first["valid_from"]) == ("541448990000000114", 4, date(2020, 2, 1))
    assert (second["meter"], second["places_count"], second["valid_from"]) == (None, 1, LONG_AGO)
    assert intake.rejected.height


def test_a_period_that_ends_before_it_begins_is_refused(read):
    _kind, intake = read(
        "Laadpunt;Standplaats;Geldig van;Geldig tot", "E1;GB-0001;01-01-2024;01-01-2024", "E2;GB-0001;01-01-2024;"
    )
    assert intake.frames["charge_point"]["charge_point"].to_list() == ["E2"]
    assert intake.rejected["code"].to_list() == ["fleet.period.reversed"]


def test_mobility_makes_a_row_per_cell_that_was_filled(read):
    kind, intake = read(
        "Entiteit;Jaar;VTE;Vermeden verplaatsingen;Km fiets", "ENT01;2025;120,5;300;", "ENT02;2025;80;-4;12"
    )
    assert kind == "fleet.mobility"
    rows = intake.frames["mobility"].select("entity_code", "indicator", "value").rows()
    assert ("ENT01", "fte", 120.5) in rows
    assert not any(indicator == "km_bicycle" and entity == "ENT01" for entity, indicator, _value in rows)
    assert intake.rejected["row"].to_list() == [3]


def test_yearly_totals_need_a_known_fuel_in_its_own_unit(read):
    kind, intake = read(
        "Entiteit;Jaar;Brandstof;Jaarverbruik;Eenheid;Geschat",
        "ENT01;2005;diesel;12.500,5;liter;nee",
        "ENT01;2005;CNG;100;liter;",
        "ENT01;2005;houtskool;100;kg;",
        "ENT01;2005;benzine;2000;l;ja",
    )
    assert kind == "fleet.year_totals"
    rows = intake.frames["fleet_year_total"].select("product", "quantity", "is_estimated").rows()
    assert rows == [("diesel", 12500.5, False), ("petrol", 2000.0, True)]
    assert sorted(intake.rejected["code"]) == ["fleet.product.unknown", "fleet.unit.contradicts"]
