from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.readers.charging import read_charging

KEY = b"a key of thirty-two secret bytes"
HEADINGS = "Sessie;Start;Einde;Contract;Chassisnummer;Laadpunt;kWh;Kost excl. btw;Munt;Thuisladen;Credit van"
HOME = "BE*1;04-03-2024 18:02;05-03-2024 06:40;BE-XYZ-C1-9;WVWZZZE1ZNP000001;BE*XYZ*E12345*1;31,42;9,27;EUR;ja;"
PUBLIC = "BE*2;06-03-2024 11:15;06-03-2024 11:47;BE-XYZ-C1-9;WVWZZZE1ZNP000001;BE*ABC*E777*2;24,80;14,19;EUR;nee;"
CREDIT = PUBLIC.replace("BE*2;", "BE*2C;", 1) + "BE*2"


@pytest.fixture
def head(tmp_path):
    def head_of(*rows):
        path = tmp_path / "charging.csv"
        path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
        return open_file(path)

    return head_of


def test_reads_sessions_in_kwh(head):
    rows = read_charging(head(HOME, PUBLIC), {}, KEY).series["fleet_transactions"].to_dicts()
    assert [(row["kind"], row["product"], row["unit"], row["quantity"]) for row in rows] == [
        ("charge", "electricity", "kwh", 31.42),
        ("charge", "electricity", "kwh", 24.8),
    ]
    assert rows[0]["at_utc"] == datetime(2024, 3, 4, 17, 2, tzinfo=ZoneInfo("UTC"))
    assert [row["home_charging"] for row in rows] == [True, False]


def test_the_charger_at_home_is_not_kept(head):
    rows = read_charging(head(HOME, PUBLIC), {}, KEY).series["fleet_transactions"].to_dicts()
    assert [row["charge_point"] for row in rows] == [None, "BE*ABC*E777*2"]


def test_a_credit_is_negative(head):
    rows = read_charging(head(PUBLIC, CREDIT), {}, KEY).series["fleet_transactions"].to_dicts()
    assert sum(row["quantity"] for row in rows) == 0
    assert sum(row["amount_net_eur"] for row in rows) == 0
    assert rows[1]["cancel_of"] == "BE*2"


def test_contract_becomes_a_pseudonym_or_nothing(head):
    with_key = read_charging(head(HOME), {}, KEY).series["fleet_transactions"].to_dicts()
    without = read_charging(head(HOME), {}).series["fleet_transactions"].to_dicts()
    assert "XYZ-C1" not in str(with_key)
    assert len(with_key[0]["card_pseudonym"]) == 20
    assert without[0]["card_pseudonym"] is None


def test_bad_rows_are_kept_out(head):
    intake = read_charging(
        head(PUBLIC, HOME.replace("31,42", "veel"), HOME.replace("04-03-2024", "01-01-1970")), {}, KEY
    )
    assert intake.series["fleet_transactions"].height == 1
    assert intake.rejected["code"].to_list() == ["intake.number.invalid", "fleet.date.improbable"]
    assert intake.rows_read == 3


def test_exactly_this_reader_recognises_it(head):
    assert recognise(head(HOME), READERS).kind == "fleet.charging"
