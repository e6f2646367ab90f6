from datetime import date

import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.readers.register import read_register

HEADINGS = (
    "Chassisnummer;Nummerplaat;Plaat van;Plaat tot;Entiteit;Standplaats;Categorie;Merk;Model;Eerste inschrijving;"
    "Brandstof;Aandrijving;Euronorm;CO2 WLTP (g/km);CO2 NEDC (g/km);Massa (kg);Tankinhoud (l);Batterij (kWh);Eigendom;"
    "Contracteinde;Aankoopprijs (euro);Ecoscore;Gebruik;Status"
)
BEV = (
    "WVWZZZE1ZNP000001;1-ABC-123;10-05-2021;;ENT01;GEB001;M1;VW;ID.3;10-05-2021;elektriciteit;BEV;;0;0;1730;;58;lease;"
    "09-05-2025;;85;pool;actief"
)
VAN = (
    "VF3YABPFC12000002;1-XYZ-789;01-02-2017;01-01-2022;ENT07;;N1;Peugeot;Boxer;01-02-2017;diesel;ICE;Euro 6b;;169;2030;"
    "90;;eigendom;;25000;;technisch;actief"
)


@pytest.fixture
def head(tmp_path):
    def head_of(*rows, headings=HEADINGS):
        path = tmp_path / "vehicles.csv"
        path.write_text("\n".join([headings, *rows, ""]), encoding="utf-8")
        return open_file(path)

    return head_of


def test_reads_vehicles_on_their_chassis_number(head):
    intake = read_register(head(BEV, VAN), {})
    bev, van = intake.frames["vehicle"].to_dicts()
    assert (bev["vin"], bev["powertrain"], bev["fuel"], bev["ecoscore_official"]) == (
        "WVWZZZE1ZNP000001",
        "bev",
        "electricity",
        85,
    )
    assert (van["euro_norm"], van["use_type"], van["ownership"]) == ("6b", "technical", "owned")
    assert van["contract_ends_on"] is None
    assert intake.rejected.is_empty()
    assert intake.findings == []
    assert "vehicle_entity" not in intake.frames


def test_plates_are_dated_rows(head):
    second = VAN.replace("1-XYZ-789;01-02-2017;01-01-2022", "2-NEW-001;01-01-2022;")
    intake = read_register(head(VAN, second), {})
    assert intake.frames["vehicle"].height == 1
    assert intake.frames["vehicle_plate"].select("plate", "valid_from", "valid_until").rows() == [
        ("1XYZ789", date(2017, 2, 1), date(2022, 1, 1)),
        ("2NEW001", date(2022, 1, 1), None),
    ]


def test_a_new_plate_at_a_new_entity_dates_the_move(head):
    second = VAN.replace("1-XYZ-789;01-02-2017;01-01-2022;ENT07", "2-NEW-001;01-01-2022;;ENT08")
    intake = read_register(head(second, VAN), {})
    assert intake.frames["vehicle"]["entity_code"].to_list() == ["ENT08"]
    assert intake.frames["vehicle_entity"].sort("valid_from").select(
        "entity_code", "valid_from", "valid_until"
    ).rows() == [("ENT07", date(2017, 2, 1), date(2022, 1, 1)), ("ENT08", date(2022, 1, 1), None)]


def test_a_chassis_number_with_a_forbidden_sign_is_kept_out(head):
    intake = read_register(head(BEV.replace("WVWZZZE1ZNP000001", "WVWZZZE1ZNPO00001"), VAN), {})
    assert intake.frames["vehicle"].height == 1
    assert intake.rejected["code"].to_list() == ["fleet.vin.invalid"]


def test_a_wrong_check_digit_warns_for_north_america_only(head):
    american = BEV.replace("WVWZZZE1ZNP000001", "1M8GDM9A8KP042788")
    intake = read_register(head(american, VAN), {})
    assert intake.frames["vehicle"].height == 2
    assert [finding.code for finding in intake.findings] == ["fleet.vin.check_digit"]


def test_the_registration_certificate_names_its_own_fields(head):
    intake = read_register(
        head("WVWZZZE1ZNP000001;1ABC123;ENT01;M1;VW;ID.3;10/05/2021;0", headings="E;A;Entiteit;J;D.1;D.3;B;V.7"), {}
    )
    (row,) = intake.frames["vehicle"].to_dicts()
    assert (row["category"], row["make"], row["co2_nedc_g_per_km"]) == ("M1", "VW", 0)


def test_quarantine_shows_no_plate(head):
    intake = read_register(head(BEV + ";1-ABC-123"), {})
    assert "ABC" not in str(intake.rejected["value"].to_list())


def test_exactly_this_reader_recognises_it(head):
    assert recognise(head(BEV), READERS).kind == "fleet.register"
