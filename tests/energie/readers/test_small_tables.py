"""Measures, own factors, changes of the portfolio and pathways: what is read, and what is kept out with a reason."""

from datetime import date

import pytest

from energie.activity import activity_of
from energie.readers import activity, measures, own_factors, pathways, portfolio_changes
from kern.intake.head import open_file


def read(reader, tmp_path, *lines, name="tabel.csv"):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    head = open_file(path)
    assert reader.READER.recognise(head)
    return reader.READER.read(head, {})


def test_measures_are_read_and_a_done_one_needs_its_day(tmp_path):
    intake = read(
        measures, tmp_path,
        "Maatregelcode;Objectcode;Maatregel;Energiedrager;Besparing (kWh);Status;Datum;Investering (euro);Keuzegroep",
        "M1;A;dakisolatie;aardgas;12000;uitgevoerd;01-07-2022;50000;",
        "M2;A;warmtepomp;aardgas;90000;mogelijk;;250000;warmte-A",
        "M2;A;warmtepomp;elektriciteit;-25000;mogelijk;;;warmte-A",
        "M3;A;relighting;elektriciteit;500;uitgevoerd;;;",
        "M4;A;niets;elektriciteit;0;mogelijk;;;",
        "M5;A;?;stoom;5;mogelijk;;;",
    )  # fmt: skip
    rows = intake.frames["measure"]
    assert rows.select("code", "carrier", "saving_kwh", "status").rows() == [
        ("M1", "natural_gas", 12000.0, "done"),
        ("M2", "natural_gas", 90000.0, "possible"),
        ("M2", "electricity", -25000.0, "possible"),
    ]
    assert rows["done_on"][0] == date(2022, 7, 1)
    assert set(intake.rejected["code"]) == {
        "energy.measure.undated", "energy.measure.nothing", "intake.choice.unknown",
    }  # fmt: skip


def test_own_factors_are_brought_to_one_unit(tmp_path):
    intake = read(
        own_factors, tmp_path,
        "Energiedrager;Grootheid;Factor;Eenheid;Bron;Geldig van;Geldig tot",
        "warmtenet;CO2;45;kg/MWh;Warmte nv, jaarattest 2024;01-01-2024;01-01-2025",
        "warmtenet;primaire energie;0,35;kWh/kWh;Warmte nv, jaarattest 2024;;",
        "warmtenet;CO2;10;kg/GJ;Warmte nv;01-01-2025;",
        "warmtenet;CO2;0,35;kWh/kWh;Warmte nv;;",
        "elektriciteit;CO2;0,1;kg/kWh;eigen gok;;",
        "warmtenet;CO2;45;kg/MWh;Warmte nv;01-01-2024;01-01-2023",
    )  # fmt: skip
    assert intake.frames["own_factor"]["value"].to_list() == pytest.approx([0.045, 0.35, 0.036])
    assert sorted(intake.rejected["code"]) == [
        "energy.own_factor.electricity", "energy.own_factor.ends_before_start", "energy.own_factor.unit",
    ]  # fmt: skip


def test_changes_of_the_portfolio_take_dutch_words_and_a_letting_needs_its_part(tmp_path):
    intake = read(
        portfolio_changes, tmp_path,
        "Objectcode;Wijziging;Datum wijziging;Verhuurd aandeel (%)",
        "A;aangekocht;01-07-2021;",
        "B;deels verhuurd;01-07-2022;25",
        "C;deels verhuurd;01-07-2022;",
    )  # fmt: skip
    assert intake.frames["portfolio_change"].select("change", "share").rows() == [
        ("purchase", None),
        ("part_let", 0.25),
    ]
    assert intake.rejected["code"].to_list() == ["energy.portfolio_change.share"]


@pytest.mark.parametrize(
    "header", ["Jaar;kWh/m²;kgCO2e/m²", "year;kWh/m2;kgCO2e/m2", "Year;energy_kwh_per_m2;co2_kg_per_m2"]
)
def test_a_pathway_takes_the_name_of_its_file(tmp_path, header):
    intake = read(
        pathways, tmp_path, header, "2025;140;30", "2030;100;18,5", "2030;90;10", "2035;;", name="kantoor.csv"
    )
    assert intake.frames["pathway"].select("name", "year", "co2_kg_per_m2").rows() == [
        ("kantoor", 2025, 30.0), ("kantoor", 2030, 18.5),
    ]  # fmt: skip
    assert sorted(intake.rejected["code"]) == ["energy.pathway.empty", "energy.pathway.twice"]


def test_floor_area_and_people_per_year(tmp_path):
    intake = read(
        activity, tmp_path,
        "Objectcode;Jaar;Bruto vloeroppervlakte in het jaar (m2);VTE in het jaar",
        "A;2019;1000;20", "A;2025;1200;10", "B;2019;;20", "B;2025;500;15", "C;2019;;", "A;2025;1300;",
    )  # fmt: skip
    assert sorted(intake.rejected["code"]) == ["energy.activity.empty", "energy.activity.twice"]
    found = activity_of(intake.frames["asset_activity"])
    assert found.rows() == [("A", 2019, 1000.0), ("A", 2025, 1200.0), ("B", 2019, 20.0), ("B", 2025, 15.0)]
