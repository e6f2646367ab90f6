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
        ("Technische ruimte", "technical"), ("Badge", None), ("Wegwijzer", None), ("A.101", None), (None, None),
        ("Toiletruimte", "sanitary"), ("KITCHEN", "catering"),
    ],
)  # fmt: skip
def test_word_in_a_name_tells_the_class(name, expected):
    assert _classes([name])["function_class"].to_list() == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Onderwijs", "education"), ("Opleiding", "education"), ("School", "education"), ("Enseignement", "education"),
        ("Unterrichtsraum", "education"), ("Training room", "education"), ("Lokaal 12", "education"),
        ("Circulatie", "circulation"), ("Circulation", "circulation"), ("Verkehrsfläche", "circulation"),
        ("Administratie", "office"), ("Verwaltung", "office"), ("Bureaux", "office"), ("Badezimmer", "sanitary"),
        ("Sanitaire", "sanitary"), ("Sanitär", "sanitary"), ("Zorg", "care"), ("Soins", "care"),
        ("Wonen", "residential"),
        ("Logement", "residential"), ("Technique", "technical"), ("Dépôt", "storage"), ("Rangement", "storage"),
        ("Sporthal", "sport"), ("Turnhalle", "sport"), ("Museum", "culture"), ("Winkel", "shop"),
        ("Atelier", "workshop"),
        ("Technisch lokaal", "technical"), ("Lokaal hoogspanning", "technical"), ("Stationnement", "parking"),
        ("Buitenruimte", "outdoor"), ("Laden en lossen", None), ("Les jeux", None),
    ],
)  # fmt: skip
def test_plain_words_of_common_functions(name, expected):
    assert _classes([name])["function_class"].to_list() == [expected]


def test_the_name_of_a_class_tells_the_class():
    table = standard_functions()
    for language in ("nl", "en"):
        assert _classes(table[language].to_list())["function_class"].to_list() == table["code"].to_list()


def test_a_word_belongs_to_one_class():
    words = [word for row in standard_functions()["words"] for word in row.split(";")]
    assert sorted(words) == sorted(set(words))


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
