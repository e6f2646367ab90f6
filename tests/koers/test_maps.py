import pytest

from kern.errors import UsageWrong
from koers.maps import ENERGY, make_map
from koers.workspace import create_workspace

FILES = {
    "e.csv": "Entiteitcode;Naam;OVO-code;KBO-nummer\nENT1;Dienst;;\n",
    "p.csv": "VIM gebouwcode;Naam;Beheerder;Functie gebouw;Bouwjaar;Bruto vloeroppervlakte (BVO);Lambert72 X (m);"
    "Lambert72 Y (m)\nGB-1;Huis;ENT1;Kantoor;1990;1000;150000;170000\n",
    "m.csv": "EAN-code;Objectcode;Energiedrager;Meetwijze\n541448860000000006;GB-1;elektriciteit;factuur\n",
}


@pytest.fixture
def workspace(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    with create_workspace(tmp_path / "w") as made:
        made.load([tmp_path / name for name in FILES])
        yield made


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_picture_is_written(workspace, tmp_path, ending):
    path = tmp_path / f"kaart.{ending}"
    section = make_map(workspace, "functie", 2025, path)
    assert section.key == "vastgoed.kaart"
    assert path.read_bytes()[:5] in (b"\x89PNG\r", b"<?xml")


@pytest.mark.parametrize("code", [item.code for item in ENERGY])
def test_energy_colours_the_map_and_unknown_stays_unknown(workspace, code):
    rows = make_map(workspace, code, 2025).blocks[0].data.rows
    assert [(row["asset_code"], row["value"]) for row in rows] == [("GB-1", None)]


def test_a_name_that_is_no_picture_is_refused(workspace, tmp_path):
    with pytest.raises(UsageWrong, match=r"ends in one of"):
        make_map(workspace, "functie", 2025, tmp_path / "kaart.docx")
