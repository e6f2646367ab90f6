"""Names of materials as models carry them, in four languages: what they stand for, and what is not guessed."""

import pytest

from kern.sources import read_table
from vastgoed.passport.names import match_name, names_several


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ziegelmauerwerk", "brick"),
        ("STB C30/37", "reinforced_concrete"),
        ("Verzinktes Blech", "structural_steel"),
        ("Trapezblech", "metal"),
        ("Konstruktionsvollholz (KVH)", "wood"),
        ("Außenputz", "mortar"),
        ("plâtre cartonné BA13", "plasterboard"),
        ("Parpaings creux", "concrete_block"),
        ("vloerwelfsels 20 cm", "precast_concrete"),
        ("Zinken goot", "zinc"),
    ],
)
def test_names_in_four_languages(name: str, code: str) -> None:
    assert match_name(name) == code


@pytest.mark.parametrize(
    ("name", "code", "not_this"),
    [
        ("Glasswool 100", "mineral_wool", "glass"),
        ("Glasschaum", "cellular_glass", "glass"),
        ("Béton de chanvre", "bio_based", "concrete"),
        ("EPS-beton", "insulating_concrete", "concrete"),
        ("Cellular concrete", "aerated_concrete", "concrete"),
        ("Béton bitumineux", "asphalt", "concrete"),
        ("Gipsfaserplatte", "plasterboard", "fibreboard"),
        ("Aardewerk", "ceramic_tile", "soil"),
        ("Grès cérame", "ceramic_tile", "natural_stone"),
        ("Tegellijm", "mortar", "ceramic_tile"),
    ],
)
def test_a_name_that_holds_the_word_of_another_material(name: str, code: str, not_this: str) -> None:
    assert match_name(name) == code != not_this


@pytest.mark.parametrize("name", ["Luchtkanaal", "Luftkanal", "Luchtgordijn"])
def test_what_carries_air_is_not_air(name: str) -> None:
    assert match_name(name) is None


@pytest.mark.parametrize("name", ["Luchtspouw 4 cm", "Luftschicht", "lame d'air", "Air gap"])
def test_air_is_no_material(name: str) -> None:
    assert match_name(name) == "air"


def test_no_two_narrow_classes_share_a_word() -> None:
    generic = {
        row["code"] for row in read_table("materials/classes.csv").iter_rows(named=True) if row["is_generic"] == "true"
    }
    owners: dict[str, set[str]] = {}
    for row in read_table("materials/names.csv").iter_rows(named=True):
        for word in row["words"].split(";"):
            assert word.strip(), row
            if row["code"] not in generic:
                owners.setdefault(word, set()).add(row["code"])
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    "name", ["hout/aluminium", "Alu / hout", "Bois+alu", "Wood & Aluminium", "beton/staal", "hout/staal/glas"]
)
def test_two_materials_in_one_name_are_not_one_of_them(name: str) -> None:
    assert match_name(name) is None
    assert names_several(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Metal/Steel", "structural_steel"),
        ("Mineral wool / Rockwool", "mineral_wool"),
        ("EPS/XPS", "insulation"),
        ("grenen/eiken", "wood"),
        ("Gewapend beton C30/37", "reinforced_concrete"),
        ("beton/prefab beton", "precast_concrete"),
        ("Staal/verf", "structural_steel"),
        ("Béton / Beton / Concrete", "concrete"),
        ("PUR/PIR 80", "polyurethane"),
        ("zand/cement", "screed"),
    ],
)
def test_a_sign_between_words_of_one_material(name: str, code: str) -> None:
    assert match_name(name) == code
    assert not names_several(name)


@pytest.mark.parametrize(
    "name", ["Glass fibre", "Glass fiber", "glasvezel", "Glasvezelweefsel", "fiberglass", "Glasfaser", "fibre de verre"]
)
def test_glass_fibre_is_no_glass(name: str) -> None:
    assert match_name(name) == "glass_fibre"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Glass fibre insulation", "mineral_wool"), ("glasvezelisolatie", "mineral_wool"), ("glasvezelbeton", "concrete")],
)
def test_what_is_made_with_glass_fibre(name: str, code: str) -> None:
    assert match_name(name) == code


@pytest.mark.parametrize(
    "name",
    ["betonverf", "Grondverf wit", "Staalverf", "houtverf", "Betoncoating", "Betonfarbe", "Betonlak", "Peinture béton"],
)  # fmt: skip
def test_paint_is_not_what_it_is_for(name: str) -> None:
    assert match_name(name) == "paint"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Staal met grondverf", "structural_steel"), ("Concrete - Paint", "concrete"), ("gelakt hout", "wood")],
)
def test_what_is_painted_stays_what_it_is(name: str, code: str) -> None:
    assert match_name(name) == code


def test_a_wider_class_is_a_class() -> None:
    classes = read_table("materials/classes.csv")
    assert set(classes["wider"].drop_nulls()) <= set(classes["code"])
