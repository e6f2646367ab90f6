import polars as pl

from vloot.privacy import hide_words, pseudonym, pseudonyms

KEY = b"a key of thirty-two secret bytes"


def test_one_person_has_one_pseudonym_under_one_key():
    assert pseudonym("Jan Peeters", KEY, "driver") == pseudonym("jan  PEETERS", KEY, "driver")
    assert pseudonym("Jan Peeters", KEY, "driver") != pseudonym("Jan Peeters", KEY + b"x", "driver")
    assert pseudonym("1234", KEY, "driver") != pseudonym("1234", KEY, "card")


def test_a_short_key_is_no_key():
    drivers = pl.Series("driver", ["Jan", None])
    assert pseudonyms(drivers, b"short", "driver").to_list() == [None, None]
    assert pseudonyms(drivers, None, "driver").to_list() == [None, None]
    assert pseudonyms(drivers, KEY, "driver").null_count() == 1


def test_words_are_hidden_and_numbers_stay():
    hidden = pl.DataFrame({"v": ["Jan Peeters", "12a", "27.626", "Élodie 5"]}).select(v=hide_words(pl.col("v")))
    assert hidden["v"].to_list() == ["… …", "12a", "27.626", "… 5"]


def test_a_masked_number_gets_no_pseudonym():
    cards = pl.Series("card_no", ["7005****1234", "7005XXXX1234", "70051234"])
    assert [value is None for value in pseudonyms(cards, KEY, "card").to_list()] == [True, True, False]
