import polars as pl
import pytest

from vloot.products import carrier_of, kind_of, product_of, products, unit_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Diesel", "diesel"),
        ("DIESEL B7", "diesel_b7"),
        ("Diesel+", "diesel"),
        ("Euro 95", "petrol"),
        ("Super 95 E10", "petrol_e10"),
        ("Super 98 (E5)", "petrol_e5"),
        ("AD BLUE", "adblue"),
        ("HVO100", "hvo"),
        ("HVO 20", None),
        ("E85", None),
        ("CNG", "cng"),
        ("Laadbeurt", "electricity"),
        ("Elektriciteit", "electricity"),
        ("Carwash programma 2", "wash"),
        ("Motorolie 5W30", "other"),
        ("Bloemen", None),
    ],
)
def test_issuers_wordings(text, code):
    assert pl.DataFrame({"t": [text]}).select(t=product_of(pl.col("t"))).item() == code


def test_every_product_has_kind_unit_and_where_it_burns_a_carrier():
    frame = pl.DataFrame({"p": list(products())}).with_columns(
        kind=kind_of(pl.col("p")), unit=unit_of(pl.col("p")), carrier=carrier_of(pl.col("p"))
    )
    assert set(frame["kind"]) == {"fuel", "charge", "other"}
    assert set(frame["unit"]) <= {"l", "kg", "kwh", "count"}
    assert frame.filter((pl.col("kind") == "other") != pl.col("carrier").is_null()).is_empty()
