import json

import pytest

from kern.errors import InputWrong
from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS
from vloot.readers.ocpi import read_ocpi

KEY = b"a key of thirty-two secret bytes"
# The example of the standard (mod_cdrs, examples/cdr_example.json), shortened to the parts a fleet needs.
CDR = {
    "country_code": "BE",
    "party_id": "BEC",
    "id": "12345",
    "start_date_time": "2015-06-29T21:39:09Z",
    "end_date_time": "2015-06-29T23:37:32Z",
    "cdr_token": {"country_code": "DE", "party_id": "TNM", "uid": "0127", "type": "RFID", "contract_id": "DE8ACC1284U"},
    "auth_method": "WHITELIST",
    "cdr_location": {
        "id": "LOC1",
        "address": "F.Rooseveltlaan 3A",
        "coordinates": {"latitude": "3.729944", "longitude": "51.047599"},
        "evse_id": "BE*BEC*E041503003",
    },
    "currency": "EUR",
    "total_cost": {"excl_vat": 4.00, "incl_vat": 4.40},
    "total_energy": 15.342,
    "total_time": 1.973,
    "last_updated": "2015-06-29T22:01:13Z",
}


@pytest.fixture
def read(tmp_path):
    def read_records(told):
        path = tmp_path / "cdr.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        return read_ocpi(open_file(path), {}, KEY)

    return read_records


@pytest.mark.parametrize("told", [CDR, [CDR], {"data": [CDR], "status_code": 1000}], ids=["one", "list", "response"])
def test_reads_a_record_alone_in_a_list_and_in_a_response(read, told):
    (row,) = read(told).series["fleet_transactions"].to_dicts()
    assert (row["txn_id"], row["quantity"], row["unit"]) == ("12345", 15.342, "kwh")
    assert (row["amount_net_eur"], row["amount_gross_eur"]) == (4.0, 4.4)
    assert row["at_utc"].isoformat() == "2015-06-29T21:39:09+00:00"
    assert row["charge_point"] == "BE*BEC*E041503003"
    assert row["vin"] is None
    assert "DE8ACC" not in str(row)


def test_a_credit_record_undoes_the_one_it_names(read):
    credit = {**CDR, "id": "12345C", "credit": True, "credit_reference_id": "12345"}
    rows = read([CDR, credit]).series["fleet_transactions"].to_dicts()
    assert sum(row["quantity"] for row in rows) == 0
    assert rows[1]["cancel_of"] == "12345"


def test_home_charging_keeps_no_address(read):
    (row,) = read({**CDR, "home_charging_compensation": True}).series["fleet_transactions"].to_dicts()
    assert row["home_charging"] is True
    assert row["charge_point"] is None


def test_unknown_times_and_incomplete_records_are_kept_out(read):
    nameless = {name: value for name, value in CDR.items() if name != "id"}
    intake = read([{**CDR, "start_date_time": "1970-01-01T00:00:00Z"}, nameless])
    assert sorted(intake.rejected["code"].to_list()) == ["fleet.date.improbable", "fleet.file.broken"]
    assert intake.rows_read == 2


def test_half_a_file_is_refused(tmp_path):
    path = tmp_path / "cdr.json"
    path.write_text(json.dumps([CDR])[:-30], encoding="utf-8")
    with pytest.raises(InputWrong, match="not whole JSON"):
        read_ocpi(open_file(path), {}, KEY)


def test_exactly_this_reader_recognises_it(tmp_path):
    path = tmp_path / "cdr.json"
    path.write_text(json.dumps([CDR]), encoding="utf-8")
    assert recognise(open_file(path), READERS).kind == "fleet.ocpi_cdr"
