"""Words of one's own go before those that come along, kind by kind; a wrong file says what is wrong."""

import pytest

from kern.errors import InputWrong
from vastgoed.accessibility.model.words import (
    LOOSE,
    has_word,
    kind_of,
    property_names,
    use_of,
    use_own_words,
    words_mark,
)


@pytest.fixture
def own(tmp_path):
    def write(text):
        path = tmp_path / "labelwoorden.csv"
        path.write_text(text, encoding="utf-8")
        use_own_words(path)

    yield write
    use_own_words(None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Balie, hoog deel", "counter"), ("Comptoir d'accueil", "counter"), ("Empfangstresen", "counter"),
        ("M_Counter Top w Sink Hole", "kitchen_top"), ("Baliestoel", "seat"), ("Haltegriff links", "grab_bar"),
        ("Barre d'appui", "grab_bar"), ("Brug", ""), ("Waschtisch", "basin"), ("Monte-escalier", "stair_lift"),
    ],
)  # fmt: skip
def test_things_are_known_in_four_languages(name, kind):
    assert kind_of(name) == kind


def test_what_stands_loose_is_no_obstacle():
    loose = ["Bureaustoel", "Office chair", "Plant", "Beugel opklapbaar", "Rug 2x3"]
    assert [name for name in loose if not any(has_word(name, kind) for kind in LOOSE)] == []
    assert not any(has_word(name, kind) for name in ("Kast", "Brug", "Terugslagklep") for kind in LOOSE)


def test_own_words_replace_those_of_their_kind_only(own):
    before = words_mark()
    own("kind,word,place\ncounter,Infopunt,anywhere\ncorridor,galerij,begin\ndoor_clear_width,Doorgang netto,name\n")
    assert (kind_of("Infopunt 1"), kind_of("Balie"), kind_of("Stoel")) == ("counter", "", "seat")
    assert (use_of("Galerij"), use_of("Gang"), use_of("Inkomhal")) == ("corridor", "", "hall")
    assert property_names("door_clear_width") == ("doorgang netto",)
    assert property_names("door_leaf_width")[0] == "leafwidth"
    assert words_mark() != before
    use_own_words(None)
    assert (kind_of("Balie"), use_of("Gang"), words_mark()) == ("counter", "corridor", before)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,word\ncounter,balie\n", "place"),
        ("kind,word,place\nzetels,balie,anywhere\n", "line 2: zetels is no kind"),
        ("kind,word,place\ncounter,balie,nergens\n", "line 2: place nergens"),
        ("kind,word,place\ncounter,,anywhere\n", "line 2: the word is missing"),
        ("kind,word,place\ncounter,balie,name\n", "counter is no kind"),
        ("", "cannot be read"),
    ],
)
def test_a_wrong_file_says_where_and_what(own, text, said):
    with pytest.raises(InputWrong, match=said):
        own(text)
    assert kind_of("Balie") == "counter"
