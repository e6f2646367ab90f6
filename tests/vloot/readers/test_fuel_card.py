from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from kern.errors import InputWrong
from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.readers import READERS, readers_with_key
from vloot.readers.fuel_card import read_fuel_card

KEY = b"a key of thirty-two secret bytes"
HEADINGS = (
    "Transactienummer;Kaartnummer;Nummerplaat;Chassisnummer;Datum;Tijd;Station;Land;Product;Hoeveelheid;Eenheid;"
    "Eenheidsprijs;Bedrag excl. btw;Btw (%);Bedrag incl. btw;Munt;Kilometerstand;Bestuurder;Annulatie van"
)
GOOD = (
    "A1;7005111122223333;1-ABC-123;;04/03/2024;07:41;Gent;BE;DIESEL B7;41,37;l;1,789;61,17;21;74,01;EUR;84210;Jan Smet;"
)


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows, headings=HEADINGS, key=KEY, name="card.csv"):
        path = tmp_path / name
        path.write_text("\n".join([headings, *rows, ""]), encoding="utf-8")
        return read_fuel_card(open_file(path), {}, key)

    return read_rows


def rows_of(intake):
    return intake.series["fleet_transactions"].to_dicts()


def test_reads_the_canonical_record(read):
    intake = read(GOOD)
    (row,) = rows_of(intake)
    assert row["kind"] == "fuel"
    assert row["product"] == "diesel_b7"
    assert (row["quantity"], row["unit"], row["quality"]) == (41.37, "l", "measured")
    assert row["at_utc"] == datetime(2024, 3, 4, 6, 41, tzinfo=ZoneInfo("UTC"))
    assert (row["amount_net_eur"], row["amount_gross_eur"], row["odometer_km"]) == (61.17, 74.01, 84210.0)
    assert (row["plate"], row["vin"], row["year"]) == ("1ABC123", None, 2024)
    assert intake.rejected.is_empty()
    assert intake.findings == []


def test_no_driver_and_no_card_number_leaves_the_reader(read):
    intake = read(GOOD)
    text = str(rows_of(intake))
    assert "Smet" not in text
    assert "7005111122223333" not in text
    (row,) = rows_of(intake)
    assert len(row["driver_pseudonym"]) == 20
    assert row["driver_pseudonym"] != row["card_pseudonym"]


def test_without_a_key_driver_and_card_are_dropped_and_it_says_so(read):
    intake = read(GOOD, key=None)
    (row,) = rows_of(intake)
    assert row["driver_pseudonym"] is None
    assert row["card_pseudonym"] is None
    assert [finding.code for finding in intake.findings] == ["fleet.driver.dropped"]


def test_quarantine_holds_no_names_plates_or_card_numbers(read):
    intake = read(
        GOOD.replace("41,37", "27.626"),  # ambiguous
        GOOD.replace("84210;Jan Smet", "Jan Smet;84210"),  # shifted cells
        GOOD + ";Smet",  # a cell too many
        GOOD.replace("DIESEL B7", "Onbekend"),
    )
    assert rows_of(intake) == []
    shown = " ".join(str(value) for value in intake.rejected["value"])
    assert "27.626" in shown
    assert "Onbekend" in shown
    for personal in ("Smet", "Jan", "1-ABC-123", "1ABC123", "7005"):
        assert personal not in shown


def test_adblue_and_washing_are_not_fuel(read):
    intake = read(GOOD.replace("DIESEL B7", "ADBLUE"), GOOD.replace("DIESEL B7", "Carwash").replace(";l;", ";stuk;"))
    assert [row["kind"] for row in rows_of(intake)] == ["other", "other"]


def test_charging_booked_as_litres_is_put_right_when_the_product_proves_it(read):
    intake = read("A3;309;;WVWZZZE1ZNP000001;05/03/2024;18:02;;BE;Elek DC;27,90;l;0,69;15,91;21;19,25;EUR;;;")
    (row,) = rows_of(intake)
    assert (row["kind"], row["unit"], row["quantity"], row["quality"]) == ("charge", "kwh", 27.9, "corrected")
    assert [finding.code for finding in intake.findings] == ["fleet.unit.kwh_put_right"]


def test_diesel_at_the_price_of_a_kwh_is_kept_out(read):
    intake = read("A4;309;;WVWZZZE1ZNP000001;05/03/2024;18:02;;BE;DIESEL;27,90;l;0,69;15,91;21;19,25;EUR;;;")
    assert rows_of(intake) == []
    (rejected,) = intake.rejected.to_dicts()
    assert rejected["code"] == "fleet.unit.kwh_as_litres"
    assert rejected["value"] == "0.69"


def test_lpg_may_be_that_cheap(read):
    intake = read("A4;309;;WVWZZZE1ZNP000001;05/03/2024;18:02;;BE;LPG;27,90;l;0,69;15,91;21;19,25;EUR;;;")
    assert [row["product"] for row in rows_of(intake)] == ["lpg"]


def test_a_unit_that_contradicts_the_product_is_kept_out(read):
    intake = read(GOOD.replace(";l;", ";kWh;"))
    assert intake.rejected["code"].to_list() == ["fleet.unit.contradicts"]


def test_decimal_comma_is_never_a_thousand(read):
    intake = read(GOOD.replace("41,37", "1,808").replace("74,01", "3,23").replace("61,17", "2,67"))
    assert [row["quantity"] for row in rows_of(intake)] == [1.808]


def test_a_cancellation_is_negative_whatever_its_sign(read):
    plus = GOOD.replace("A1;", "A2;", 1) + "A1"
    minus = GOOD.replace("A1;", "A3;", 1).replace("41,37", "-41,37") + "A1"
    rows = rows_of(read(GOOD, plus, minus))
    assert [row["quantity"] for row in rows] == [41.37, -41.37, -41.37]
    assert [row["cancel_of"] for row in rows] == [None, "A1", "A1"]


def test_the_same_transaction_twice_counts_once(read):
    intake = read(GOOD, GOOD)
    assert len(rows_of(intake)) == 1
    assert intake.rejected["code"].to_list() == ["fleet.row.duplicate"]


def test_two_lines_of_one_ticket_both_stay_whatever_their_order(read):
    other = GOOD.replace("41,37", "10,00").replace("74,01", "17,89")
    first, second = rows_of(read(GOOD, other)), rows_of(read(other, GOOD))
    assert {(row["txn_id"], row["quantity"]) for row in first} == {("A1", 10.0), ("A1/2", 41.37)}
    assert {(row["txn_id"], row["quantity"]) for row in second} == {("A1", 10.0), ("A1/2", 41.37)}


def test_litres_that_are_blank_while_money_is_there_are_missing_not_zero(read):
    rows = rows_of(read(GOOD.replace("41,37", ""), GOOD.replace("A1;", "A2;", 1).replace("41,37", "0")))
    assert [(row["quantity"], row["quality"]) for row in rows] == [(None, "missing"), (None, "missing")]


def test_neither_quantity_nor_money_is_kept_out(read):
    intake = read(GOOD.replace("41,37", "").replace("74,01", "").replace("61,17", ""))
    assert intake.rejected["code"].to_list() == ["fleet.quantity.missing"]


def test_rows_without_a_number_get_a_stable_one(read):
    nameless = GOOD.replace("A1;", ";", 1)
    one, two = rows_of(read(nameless)), rows_of(read(nameless))
    assert one[0]["txn_id"] == two[0]["txn_id"]
    assert one[0]["txn_id"].startswith("~")


def test_other_currency_keeps_the_litres_and_drops_the_money(read):
    intake = read(GOOD.replace("EUR", "CHF"))
    (row,) = rows_of(intake)
    assert (row["quantity"], row["amount_gross_eur"]) == (41.37, None)
    assert [finding.code for finding in intake.findings] == ["fleet.currency.other"]


@pytest.mark.parametrize("moment", ["01/01/1970;00:00", "04/03/0014;07:41"])
def test_improbable_days_are_kept_out(read, moment):
    intake = read(GOOD.replace("04/03/2024;07:41", moment))
    assert intake.rejected["code"].to_list() == ["fleet.date.improbable"]


def test_a_time_that_is_none_is_kept_out(read):
    intake = read(GOOD.replace("07:41", "25:99"))
    assert intake.rejected["code"].to_list() == ["fleet.time.invalid"]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            "issuer,txn_id,card_no,plate,vin,txn_at,station,country,product_raw,product,quantity,unit,unit_price_gross,"
            "amount_net,vat_rate,amount_gross,currency,odometer,cancel_of",
            "X,A1,7005,1-ABC-123,,2024-03-04T07:41:00+01:00,Gent,BE,,diesel_b7,41.37,l,1.789,61.17,0.21,74.01,EUR,84210,",
        ),
        (
            "provider,provider_transaction_id,vehicle_card_id,plate_number,transaction_at,volume,metric_unit,amount,"
            "currency,odometer,vin,fuel_type",
            "X,A1,7005,1-ABC-123,2024-03-04 07:41:00,41.37,l,74.01,EUR,84210,,Diesel B7",
        ),
        (
            "Card No.;Licence Plate;Driver;Transaction Date;Time;Item Name;Quantity;Purchase Currency;VAT Rate %;"
            "Total incl. VAT",
            "7005;1-ABC-123;Jan Smet;04-03-2024;07:41;Diesel B7;41,37;EUR;21;74,01",
        ),
        (
            "transac_date;transac_num_ticket;transac_num_ticket_annulation;station;transac_num_carte;porteur;montant;qte;"
            "transac_kilometrage;produits",
            "04/03/2024 07:41;A1;;Gent;7005;Jan Smet;74,01;41,37;84210;Diesel B7",
        ),
    ],
    ids=["canonical", "fleetbase", "onecore", "agilis"],
)
def test_other_layouts_give_the_same_record(read, headings, row):
    intake = read(row, headings=headings)
    (found,) = rows_of(intake)
    assert found["at_utc"] == datetime(2024, 3, 4, 6, 41, tzinfo=ZoneInfo("UTC"))
    assert (found["product"], found["quantity"], found["unit"]) == ("diesel_b7", 41.37, "l")
    assert found["amount_gross_eur"] == 74.01


def test_layouts_of_one_vehicle_take_it_from_the_file_name(read):
    headings = "Date;Odometer;Trip;Quantity;Total price;Currency;Type;Fuel;Note"
    intake = read("04-03-2024;84210;;41,37;74,01;EUR;1;1;", headings=headings, name="tank 1-ABC-123.csv")
    (row,) = rows_of(intake)
    assert (row["plate"], row["product"]) == ("1ABC123", "diesel")
    with pytest.raises(InputWrong, match="does not say which vehicle"):
        read("04-03-2024;84210;;41,37;74,01;EUR;1;1;", headings=headings)


def test_exactly_this_reader_recognises_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADINGS}\n{GOOD}\n", encoding="utf-8")
    assert recognise(open_file(path), READERS).kind == "fleet.fuel_card"
    reader = recognise(open_file(path), readers_with_key(KEY))
    frame = reader.read(open_file(path), {}).series["fleet_transactions"]
    assert frame.lazy().collect()["driver_pseudonym"].null_count() == 0


def test_a_workbook_that_lost_digits_of_a_card_number_does_not_show_it(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS.split(";"))
    cells = GOOD.split(";")
    cells[1] = 7005111122223333000
    book.active.append(cells)
    path = tmp_path / "card.xlsx"
    book.save(path)
    intake = read_fuel_card(open_file(path), {}, KEY)
    assert intake.rejected.filter(pl.col("value").str.contains("7005")).is_empty()
