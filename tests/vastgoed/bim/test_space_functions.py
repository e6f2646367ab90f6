import polars as pl
import pytest

from kern.errors import InputWrong
from kern.language import choose_language
from vastgoed.bim.space_functions import classify_spaces, function_name, read_functions, standard_functions

FIELDS = ("classification", "category", "space_type", "space_long_name", "space_name")


def _classes(names, functions=None, **others):
    rows = {field: [None] * len(names) for field in FIELDS} | {"space_long_name": names} | others
    return classify_spaces(pl.DataFrame(rows, schema=dict.fromkeys(FIELDS, pl.String)), functions)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kantoor 1.03", "office"), ("vergaderzaal", "meeting"), ("WC dames", "sanitary"), ("Gang", "circulation"),
        ("Technische ruimte", "technical"), ("Badezimmer", None), ("Wegwijzer", None), ("A.101", None), (None, None),
        ("Toiletruimte", "sanitary"), ("KITCHEN", "catering"),
    ],
)  # fmt: skip
def test_word_in_a_name_tells_the_class(name, expected):
    assert _classes([name])["function_class"].to_list() == [expected]


def test_what_is_declared_goes_before_a_name():
    found = _classes(["Kantoor", "Kantoor"], classification=["berging", None])
    assert found["function_class"].to_list() == ["storage", "office"]
    assert found["function_source"].to_list() == ["classification", "space_long_name"]


def test_table_of_ones_own_replaces_the_standard_one(tmp_path):
    path = tmp_path / "ruimtefuncties.csv"
    path.write_text("code,nl,en,words\ncel,cel,cell,cel;isoleercel\n", encoding="utf-8")
    own = read_functions(path)
    assert _classes(["Cel 4", "Kantoor"], own)["function_class"].to_list() == ["cel", None]
    path.write_text("code,nl\nx,y\n", encoding="utf-8")
    with pytest.raises(InputWrong, match="words"):
        read_functions(path)


def test_every_class_has_a_name_in_both_languages():
    assert standard_functions().select("code", "nl", "en").null_count().row(0) == (0, 0, 0)
    choose_language("nl")
    assert function_name("office") == "kantoor"
    choose_language("en")
    assert function_name(None) is None
