import random
from datetime import date

import pytest

from kern.errors import InputWrong
from vastgoed.readers.portfolio import READER, read, recognise

BUILDINGS = [
    ["VIM gebouwcode", "gebouwID", "Naam", "Straat", "Huisnummer", "Postcode", "Gemeente", "Beheerder", "Bouwjaar",
     "Gebruiksrecht", "Functie gebouw", "Bruto vloeroppervlakte (BVO)", "Interne vloeroppervlakte (IFA)",
     "Beschermd erfgoed", "Virtueel gebouw", "Inkanteling: kwartaal", "Geldig van", "Geldig tot"],
    ["GB-1", "https://data.vlaanderen.be/id/gebouw/6447380", "Torengebouw", "Kaai", "1", "9000", "Gent", "ENT01", 1990,
     "huur", "kantoor", 1200, "1.100,5", "beschermd monument", "nee", "2027 k1", None, None],
    ["GB-2", 29900037, None, "Plein", "12 A", "2000", "Antwerpen", "ENT02", 9999,
     "bezetting", "Duinhuis", 800, 700, "geen", "nee", "lente", date(2020, 1, 1), date(2025, 1, 1)],
]  # fmt: skip
AREAS = [
    ["VIM gebouwcode", "Functie", "Oppervlakte (m2)", "Meetmethode"],
    ["GB-1", "kantoor", 800, "schatting op plan (± 5 %)"],
    ["GB-1", "loods", 100, "schatting op plan (± 5 %)"],
    ["GB-1", "garage", 200.5, "schatting op plan (± 5 %)"],
    ["GB-2", "labo", 700, "opmeting NBN EN 15221-6"],
]
CONTRACTS = [
    ["VIM gebouwcode", "Contractnummer", "Gebruiksrecht", "KBO-nummer", "Startdatum", "Einddatum"],
    ["GB-1", "HC-1", "huur", "0403.019.261", date(2020, 1, 1), date(2028, 12, 31)],
    ["GB-1", "HC-2", "huur", "0403.019.262", date(2020, 1, 1), date(2028, 12, 31)],
    ["GB-1", "HC-3", "huur", "403", date(2028, 12, 31), date(2020, 1, 1)],
]  # fmt: skip


@pytest.fixture
def intake(workbook):
    return read(workbook(gebouwen=BUILDINGS, oppervlakten=AREAS, contracten=CONTRACTS), {})


def test_a_workbook_gives_assets_buildings_areas_and_contracts(intake):
    assert {name: frame.height for name, frame in intake.frames.items()} == {
        "managed_asset": 2,
        "building": 2,
        "function_area": 3,
        "contract": 2,
    }
    assert intake.rows_read == 9


def test_codes_numbers_and_web_addresses_get_one_spelling(intake):
    building = intake.frames["building"].row(0, named=True)
    assert building["building_id"] == 6447380
    assert building["internal_floor_area_m2"] == 1100.5
    assert (building["use_right"], building["building_function"]) == ("lease", "office")
    assert building["heritage_status"] == "protected_monument"
    assert building["transfer_quarter"] == "2027Q1"


def test_a_building_without_a_name_is_called_by_its_address(intake):
    assets = intake.frames["managed_asset"]
    assert assets["name"].to_list() == ["Torengebouw", "Plein 12 A Antwerpen"]
    assert assets["valid_until"].to_list() == [None, date(2025, 1, 1)]
    assert set(assets["kind"]) == {"building"}


def test_what_a_cell_cannot_mean_is_left_out_and_said(intake, only):
    building = intake.frames["building"].row(1, named=True)
    assert building["construction_year"] is None
    assert building["transfer_quarter"] is None
    assert "9999" in str(only(intake.findings, "estate.year.improbable"))
    quarter = only(intake.findings, "estate.quarter.invalid")
    assert (quarter.where.sheet, quarter.where.row, quarter.where.column) == ("gebouwen", 3, "Inkanteling: kwartaal")


def test_a_value_outside_an_incomplete_list_stays_and_is_said(intake):
    building = intake.frames["building"].row(1, named=True)
    assert (building["use_right"], building["building_function"]) == ("bezetting", "Duinhuis")
    assert [finding.code for finding in intake.findings].count("estate.choice.unlisted") == 2


def test_two_wordings_of_one_function_add_up_and_carry_their_error(intake):
    rows = intake.frames["function_area"].filter(asset_code="GB-1", function="depot_garage_workshop")
    assert rows["area_m2"].to_list() == [300.5]
    assert rows["error_share"].to_list() == [0.05]


def test_the_same_function_twice_is_left_to_the_store_as_a_contradiction(csv_file):
    head = csv_file("VIM gebouwcode;Functie;Oppervlakte (m2);Meetmethode\nG1;labo;10;\nG1;labo;20;\n")
    assert read(head, {}).frames["function_area"]["area_m2"].to_list() == [10.0, 20.0]


def test_a_wrong_check_digit_is_kept_and_a_backward_period_is_not(intake, only):
    assert intake.frames["contract"]["kbo_number"].to_list() == ["0403019261", "0403019262"]
    assert "0403019262" in str(only(intake.findings, "estate.kbo.check_digits"))
    rejected = intake.rejected.row(0, named=True)
    assert (rejected["sheet"], rejected["row"], rejected["code"]) == ("contracten", 4, "estate.period.backwards")


def test_columns_in_any_order_give_the_same_rows(workbook, intake):
    order = list(range(len(BUILDINGS[0])))
    random.Random(7).shuffle(order)
    shuffled = [[row[place] for place in order] for row in BUILDINGS]
    again = read(workbook("ander.xlsx", gebouwen=shuffled), {})
    for name in ("managed_asset", "building"):
        assert again.frames[name].sort("source_row").equals(intake.frames[name].select(again.frames[name].columns))


def test_the_older_generation_knows_outlines_and_one_address_cell(csv_file):
    head = csv_file(
        "VIM gebouwcode;OIDN-nummer;Correcte locatie op de webkaart?;Adres;Beheerder;Eigendomsrechten;Bouwjaar\n"
        "G1;5900370;nee;Havenlaan 88 bus 20, 1000 Brussel;ENT01;volle eigendom;1990\n"
        "G2;5900371;ja;ergens;ENT01;mede-eigendom;1991\n"
    )
    assert recognise(head)
    intake = read(head, {})
    row = intake.frames["building"].row(0, named=True)
    assert (row["oidn_number"], row["map_location_correct"]) == (5900370, False)
    assert (row["street"], row["house_number"], row["box_number"], row["postcode"]) == ("Havenlaan", "88", "20", "1000")
    assert intake.frames["managed_asset"]["name"].to_list() == ["Havenlaan 88 Brussel", "G2"]
    assert any(finding.code == "estate.address.unreadable" for finding in intake.findings)


def test_an_empty_column_is_unknown_and_keeps_what_is_stored(csv_file, only):
    head = csv_file("VIM gebouwcode;Beheerder;Bouwjaar;Koppen\nG1;ENT01;1990;\nG2;ENT01;1991;\n")
    intake = read(head, {})
    assert "heads_count" not in intake.frames["building"].columns
    assert "Koppen" in str(only(intake.findings, "estate.column.empty"))


def test_an_ambiguous_area_is_asked_for_and_not_guessed(csv_file):
    head = csv_file("VIM gebouwcode;Beheerder;Bouwjaar;BVO (m2)\nG1;ENT01;1990;27.626\n")
    intake = read(head, {})
    assert intake.frames == {}
    assert intake.rejected["code"].to_list() == ["intake.number.ambiguous"]


def test_a_saved_mapping_goes_before_the_usual_headings(csv_file):
    head = csv_file("VIM gebouwcode;Beheerder;Bouwjaar;Oppervlakte volgens plan\nG1;ENT01;1990;250\n")
    intake = read(head, {"Oppervlakte volgens plan": "gross_floor_area_m2"})
    assert intake.frames["building"]["gross_floor_area_m2"].to_list() == [250.0]


def test_parcels_get_the_classic_spelling(csv_file, only):
    head = csv_file("VIM gebouwcode;Beheerder;Bouwjaar;CaPaKey\nG1;E;1990;11001B0008-00G002\nG2;E;1990;11001\n")
    intake = read(head, {})
    assert intake.frames["building"]["parcel_capakeys"].to_list() == ["11001B0008/00G002", "11001"]
    assert "3: 11001" in str(only(intake.findings, "estate.capakey.invalid"))


def test_the_columns_of_the_building_are_those_of_the_register(intake):
    from vastgoed.tables import Building, Contract, FunctionArea

    for name, model in (("building", Building), ("contract", Contract), ("function_area", FunctionArea)):
        assert set(intake.frames[name].columns) <= set(model.model_fields)


def test_other_files_are_left_alone(csv_file):
    assert not recognise(csv_file("VIM gebouwcode;Onderdeel;Stand (%)\nG1;data;100\n"))
    assert not recognise(csv_file("Objectcode;Naam;Soort\nTI-1;Sluis;sluis\n", "b.csv"))


def test_without_the_code_the_file_is_refused(csv_file):
    head = csv_file("VIM gebouwcode;Functie;Meetmethode;Oppervlakte (ha)\nG1;labo;;2\n")
    with pytest.raises(InputWrong, match="columns are missing"):
        READER.read(csv_file("VIM gebouwcode;Contractnummer\nG1;C\n", "c.csv"), {"Contractnummer": "use_right"})
    assert not recognise(head)


NEARLY = (
    "VIM-gebouwcode;Gebouwnaam;Beherende entiteit;Functie van het gebouw;Bouw jaar;BVO (m²);IFA m2;Opp. per functie\n"
    "S1;Gebouw 1;E01;kantoor;1951;1001,5;900,25;1\n"
)


def test_headings_that_are_nearly_right_are_explained_and_never_a_crash(csv_file):
    head = csv_file(NEARLY)
    assert not recognise(head)
    with pytest.raises(
        InputWrong, match=r"at least 2 of the columns Functie gebouw, .*found: VIM-gebouwcode, "
    ) as caught:
        read(head, {})
    said = {finding.where.column: finding.evidence["suggestion"] for finding in caught.value.findings}
    assert said == {
        "Functie van het gebouw": "Functie gebouw",
        "Bouw jaar": "Bouwjaar",
        "IFA m2": "IFA (m2)",
        "Opp. per functie": "",
    }


def test_a_forced_file_without_the_code_names_it(csv_file):
    with pytest.raises(InputWrong, match=r"Required columns that are missing: VIM gebouwcode\. Headings found: Code, "):
        read(csv_file("Code;Bouwjaar;Beheerder\nS1;1951;E01\n"), {})


@pytest.mark.parametrize(
    "mapping",
    [
        {"Gebouwnaam": "name", "Beherende entiteit": "entity_code"},
        {"Bouw jaar": "construction_year"},
        {"Functie van het gebouw": "building_function", "Bouw jaar": "construction_year"},
    ],
)
def test_a_mapped_heading_counts_as_that_of_its_field(csv_file, mapping):
    intake = read(csv_file(NEARLY), mapping)
    assert intake.frames["managed_asset"].select("code", "name", "entity_code").rows() == [("S1", "Gebouw 1", "E01")]
    assert set(mapping.values()) - {"name", "entity_code"} <= set(intake.frames["building"].columns)


def test_a_construction_year_far_ahead_is_left_out_and_said(csv_file, only):
    year = date.today().year
    head = csv_file(f"VIM gebouwcode;Beheerder;Bouwjaar\nG1;E;{year + 10}\nG2;E;{year + 11}\nG3;E;1200\n")
    intake = read(head, {})
    assert intake.frames["building"]["construction_year"].to_list() == [year + 10, None, None]
    assert only(intake.findings, "estate.year.improbable").evidence["rows"] == [3, 4]
