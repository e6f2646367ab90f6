import pytest

from vastgoed.bim import step_index
from vastgoed.bim.step_index import index_step

HEAD = b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
TAIL = b"ENDSEC;\nEND-ISO-10303-21;\n"


def _counts(tmp_path, records):
    path = tmp_path / "a.ifc"
    path.write_bytes(HEAD + records + TAIL)
    index = index_step(path)
    return index.damaged_count, index.absurd_count


@pytest.mark.parametrize(
    ("number", "count"),
    [
        (b"1.E+16", 1), (b"-2.5E300", 1), (b"3.E17", 1), (b"1E99", 1), (b"NaN", 1), (b"-NaN", 1),
        (b"1.E+15", 0), (b"1.E+009", 0), (b"1.E-300", 0), (b"2.E5", 0), (b"0.", 0),
    ],
)  # fmt: skip
def test_absurd_numbers_and_large_ones_that_are_not(tmp_path, number, count):
    assert _counts(tmp_path, b"#1=IFCCARTESIANPOINT((" + number + b",0.,0.));\n") == (0, count)


def test_names_that_look_like_numbers_are_none(tmp_path):
    records = b"#1=IFCWALL('0E99dx$NaN1E77',$,'see 1.E300 or NaN','Naan',.NOTDEFINED.);\n#2=IFCE99();\n"
    assert _counts(tmp_path, records) == (0, 0)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_texts_across_pieces_are_no_damage(tmp_path, monkeypatch, end):
    texts = "café 1.E300 NaN #99, /* geen opmerking */".encode()
    records = b"".join(b"#%d=IFCSPACE('%s',$);%s" % (number, texts * (1 + number % 3), end) for number in range(1, 400))
    for size in (64, 100, 1000):
        monkeypatch.setattr(step_index, "_CHUNK", size)
        assert _counts(tmp_path, records) == (0, 0)


def test_damage_is_found_in_any_piece(tmp_path, monkeypatch):
    monkeypatch.setattr(step_index, "_CHUNK", 64)
    sound = b"".join(b"#%d=IFCCARTESIANPOINT((0.,%d.,2.5));\n" % (number, number) for number in range(1, 200))
    assert _counts(tmp_path, sound) == (0, 0)
    for place in range(150, len(sound) - 150, 613):
        at = sound.index(b"(0.", place)
        assert _counts(tmp_path, sound[:at] + b"(\xc8." + sound[at + 3 :])[0] == 1
        assert _counts(tmp_path, sound[:at] + b"(1.E+20" + sound[at + 3 :]) == (0, 1)
