import pytest

from vastgoed.bim import step_index
from vastgoed.bim.step_index import NotIndexableError, index_step

HEAD = b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
TAIL = b"ENDSEC;\nEND-ISO-10303-21;\n"


def _index(tmp_path, records, tail=TAIL):
    path = tmp_path / "a.ifc"
    path.write_bytes(HEAD + records + tail)
    return index_step(path)


def test_records_with_their_names_and_texts(tmp_path):
    index = _index(tmp_path, b"#3=IFCSPACE('a');\n#1= IFCWALL('b',#3);\n#12345678901 =IFCDOOR($);"[:38] + b"\n")
    assert index.ids.tolist() == [1, 3]
    assert index.names == ["IFCSPACE", "IFCWALL"]
    assert index.text_at(index.place_of(3)).strip() == b"#3=IFCSPACE('a');"
    assert index.ids[index.places_named("IFCWALL")].tolist() == [1]
    assert index.places_named("IFCDOOR").tolist() == []
    assert (index.place_of(2), index.dangling_count, index.damaged_count) == (-1, 0, 0)


def test_number_given_out_twice_or_thrice_keeps_the_last(tmp_path):
    index = _index(tmp_path, b"#1=IFCA();\r\n#2=IFCB();\r\n#1=IFCC();\r\n#7 =IFCD();#1= IFCE();\n")
    assert (index.record_count, index.duplicate_count) == (5, 2)
    assert index.text_at(index.place_of(1)).strip() == b"#1= IFCE();"


def test_signs_in_a_text_are_no_records_and_no_references(tmp_path):
    index = _index(tmp_path, b"#1=IFCLABEL('a=b, see (#9=x), 3=4, room #12');\n#2=IFCA($);\n")
    assert (index.ids.tolist(), index.dangling_count) == ([1, 2], 0)


def test_reference_to_nothing_is_counted(tmp_path):
    index = _index(tmp_path, b"#1=IFCA(#2,#3,(#40,#5));\n#2=IFCB('#77');\n#3=IFCPOLYLINE((#5,#6));\n#5=IFCC();\n")
    assert index.dangling_count == 2


def test_records_across_pieces_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(step_index, "_CHUNK", 100)
    lines = b"".join(b"#%d= IFCSPACE('%s',#1,$);\n" % (number, b"x" * (number % 40)) for number in range(1, 4000))
    index = _index(tmp_path, lines)
    assert index.ids.tolist() == list(range(1, 4000))
    assert len(index.places_named("IFCSPACE")) == 3999
    assert _index(tmp_path, lines + b"#17=IFCWALL();\n").duplicate_count == 1


def test_bytes_that_cannot_be_are_counted_outside_texts_only(tmp_path):
    assert _index(tmp_path, "#1=IFCA('café');\n#2=IFCA('ü #3');\n".encode()).damaged_count == 0
    assert _index(tmp_path, b"#1=IFCA('a');\n#2=IFC\xc1(\x01$);\n").damaged_count == 2


def test_comments_among_records_are_left_to_the_parser(tmp_path):
    assert _index(tmp_path, b"#1=IFCA('http://*');\n").ids.tolist() == [1]
    with pytest.raises(NotIndexableError):
        _index(tmp_path, b"/* #1=IFCA(); */\n#2=IFCA();\n")
    with pytest.raises(NotIndexableError):
        _index(tmp_path, b"#99999999999=IFCA();\n")


def test_empty_file_and_file_without_records(tmp_path):
    path = tmp_path / "leeg.ifc"
    path.write_bytes(b"")
    assert len(index_step(path).ids) == 0
    assert len(_index(tmp_path, b"", tail=b"").ids) == 0
    assert len(_index(tmp_path, b"=#=1=" * 30).ids) == 0


def test_name_that_is_passed_over_at_first_is_found_when_asked_for(tmp_path):
    index = _index(tmp_path, b"#1=IFCPROPERTYSET('a',#2,$,$,(#2));\n#2= IFCPROPERTYSINGLEVALUE('b',$,$,$);\n")
    assert index.names == []
    index.name_all()
    assert index.ids[index.places_named("IFCPROPERTYSET")].tolist() == [1]
    assert index.ids[index.places_named("IFCPROPERTYSINGLEVALUE")].tolist() == [2]
