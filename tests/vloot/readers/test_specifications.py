from datetime import date

import polars as pl
import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.specifications import TABLE, link_specifications

VIN, OTHER = "WVWZZZE1ZNP000001", "VF3YABPFC12000002"
VEHICLES = pl.DataFrame(
    {
        "vin": [VIN, OTHER],
        "make": ["VW", "Peugeot"],
        "fuel": ["petrol", "diesel"],
        "powertrain": [None, "ice"],
        "mass_kg": [None, 2000.0],
        "co2_wltp_g_per_km": [None, 169.0],
        "category": ["M1", "N1"],
    }
)
PLATES = pl.DataFrame(
    {"plate": ["1ABC123", "1ABC123"], "vin": [OTHER, VIN], "valid_from": [date(2015, 1, 1), date(2021, 5, 10)]}
)


@pytest.fixture
def read(tmp_path):
    def one(*lines, name="file.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        head = open_file(path)
        reader = recognise(head, READERS)
        return reader.kind, reader.read(head, {})

    return one


def linked(intake):
    found = link_specifications(intake, VEHICLES, PLATES)
    assert TABLE not in found.frames
    return found


def test_a_certificate_completes_the_vehicle_by_its_entry_numbers(read):
    kind, intake = read(
        "0.10;0.1;0.4;13;23;23.1;26;46.3;47;49.1;49.4",
        f"{VIN};Volkswagen;M1;1730;nee;OVC-HEV;benzine;68;Euro 6d;;31",
        f"{OTHER};;N1;;ja;;;;;0;0",
    )
    assert kind == "fleet.certificate"
    first, second = linked(intake).frames["vehicle"].to_dicts()
    assert (first["vin"], first["make"], first["mass_kg"], first["powertrain"]) == (VIN, "Volkswagen", 1730.0, "phev")
    assert (first["euro_norm"], first["co2_wltp_g_per_km"], first["co2_nedc_g_per_km"]) == ("6d", 31.0, None)
    # What the certificate leaves open stays as the register had it.
    assert (second["make"], second["mass_kg"], second["powertrain"], second["fuel"]) == (
        "Peugeot", 2000.0, "bev", "electricity",
    )  # fmt: skip


OPEN = (
    "kenteken;brandstof_volgnummer;merk;europese_voertuigcategorie;datum_eerste_toelating;massa_rijklaar;"
    "brandstof_omschrijving;klasse_hybride_elektrisch_voertuig;uitlaatemissieniveau;co2_uitstoot_gecombineerd;"
    "emissie_co2_gecombineerd_wltp;emis_co2_gewogen_gecombineerd_wltp"
)


def test_a_plug_in_has_two_fuel_rows_and_is_one_vehicle(read):
    kind, intake = read(
        OPEN,
        "1-ABC-123;1;VOLKSWAGEN;M1;20210510;1730;Benzine;OVC-HEV;EURO 6 D;;140;31",
        "1-ABC-123;2;VOLKSWAGEN;M1;20210510;1730;Elektriciteit;OVC-HEV;;;;",
    )
    assert kind == "fleet.open_data"
    (row,) = linked(intake).frames["vehicle"].to_dicts()
    assert (row["vin"], row["fuel"], row["powertrain"], row["co2_wltp_g_per_km"]) == (VIN, "petrol", "phev", 31.0)
    assert row["first_registered_on"] == date(2021, 5, 10)


@pytest.mark.parametrize(
    ("fuels", "fuel", "powertrain"),
    [
        (["Elektriciteit"], "electricity", "bev"),
        (["Diesel"], "diesel", "ice"),
        (["Waterstof", "Elektriciteit"], "hydrogen", "fcev"),
        (["Benzine", "Elektriciteit"], "petrol", "phev"),
    ],
)
def test_the_powertrain_follows_from_the_fuel_rows(read, fuels, fuel, powertrain):
    rows = [f"1ABC123;{place};;;;;{text};;;;;" for place, text in enumerate(fuels, start=1)]
    (row,) = linked(read(OPEN, *rows)[1]).frames["vehicle"].to_dicts()
    assert (row["fuel"], row["powertrain"]) == (fuel, powertrain)


def test_unknown_vehicles_and_fuels_go_to_quarantine_without_the_plate(read):
    _kind, intake = read(OPEN, "9XXX999;1;;;;;Diesel;;;;;", "1ABC123;1;;;;;Steenkool;;;;;", "1ABC123;1;KIA;;;;;;;;;")
    found = linked(intake)
    assert sorted(found.rejected["code"]) == ["fleet.product.unknown", "fleet.specification.unknown"]
    assert "9XXX999" not in str(found.rejected.to_dicts())
    assert found.frames["vehicle"]["make"].to_list() == ["KIA"]


def test_an_intake_without_technical_data_comes_back_as_it_is(read):
    _kind, intake = read("Laadpunt;Standplaats", "E1;GB-0001")
    assert link_specifications(intake, VEHICLES, PLATES) is intake
