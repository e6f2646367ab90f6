import polars as pl
import pytest

from vloot.vehicle_keys import has_right_check_digit, is_vin, mask_plate, mask_plates, normalise_key


@pytest.mark.parametrize(
    ("vin", "right"),
    [("11111111111111111", True), ("1M8GDM9AXKP042788", True), ("1M8GDM9A0KP042788", False)],
)
def test_check_digit(vin, right):
    assert pl.DataFrame({"vin": [vin]}).select(has_right_check_digit("vin")).item() is right


@pytest.mark.parametrize("text", ["WVWZZZE1ZNP00000", "WVWZZZE1ZNPO00001", "wvwzzze1znp000001", ""])
def test_what_is_no_vin(text):
    assert not pl.DataFrame({"vin": [text]}).select(is_vin("vin")).item()


def test_masking_is_the_same_for_one_and_for_a_column():
    plates = ["1-ABC-123", "ABC-123", "1abc123"]
    column = pl.DataFrame({"plate": plates}).select(mask_plates("plate"))["plate"].to_list()
    assert column == [mask_plate(plate) for plate in plates]
    assert all("ABC" not in masked for masked in column)


def test_keys_lose_their_separators():
    frame = pl.DataFrame({"plate": [" 1-abc.123 ", "--"]})
    assert frame.select(normalise_key("plate"))["plate"].to_list() == ["1ABC123", None]
