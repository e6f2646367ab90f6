import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from vastgoed.identifiers import capakey, has_kbo_check, kbo_digits, ovo_code, register_number


def one(expression, text):
    return pl.DataFrame({"t": [text]}).select(x=expression(pl.col("t")))["x"][0]


@given(st.integers(0, 19_999_999))
def test_every_company_number_with_its_own_check_digits_is_right_and_no_other(body):
    digits = f"{body:08d}{97 - body % 97:02d}"
    assert one(has_kbo_check, digits)
    assert one(kbo_digits, f"{digits[:4]}.{digits[4:7]}.{digits[7:]}") == digits
    wrong = digits[:8] + f"{(int(digits[8:]) + 1) % 100:02d}"
    assert not one(has_kbo_check, wrong)


@given(st.text(max_size=12))
def test_no_text_breaks_an_identifier(text):
    for check in (register_number, kbo_digits, ovo_code, capakey):
        one(check, text)


def test_spellings_are_brought_together_only_when_certain():
    assert one(capakey, "11001B0008-00G002") == "11001B0008/00G002"
    assert one(capakey, "11001B0008") == "11001B0008"
    assert one(ovo_code, "ovo-1834") == "OVO001834"
    assert one(ovo_code, "OVO1234567") == "OVO1234567"
    assert one(register_number, "https://data.vlaanderen.be/id/gebouweenheid/6356866/") == 6356866
