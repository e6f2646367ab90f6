import zipfile

import pytest

from kern.errors import InputWrong
from vastgoed.bim import prepare
from vastgoed.bim.prepare import prepare_model


def test_plain_model_is_not_copied(write_model, room):
    path = write_model([room("1")])
    with prepare_model(path, "a.ifc") as prepared:
        assert prepared.path == path


def test_copy_has_another_header_and_the_original_stays(write_model, room):
    path = write_model([room("1")], schema="IFC4X3_ADD2")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"IFC4X3_ADD2", b"IFC4X3"))
    before = path.read_bytes()
    with prepare_model(path, "a.ifc") as prepared:
        copy = prepared.path
        content = copy.read_bytes()
        assert content.startswith(b"ISO-10303-21;")
        assert b"FILE_SCHEMA(('IFC4X3_ADD2'))" in content
        assert content.partition(b"DATA;")[2] == before.partition(b"DATA;")[2]
    assert not copy.exists()
    assert path.read_bytes() == before


def test_damaged_member_of_a_zip_is_said(write_model, room, tmp_path):
    zipped = tmp_path / "m.ifczip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(write_model([room("1")]), "m.ifc")
    content = bytearray(zipped.read_bytes())
    content[200:260] = b"x" * 60
    zipped.write_bytes(bytes(content))
    with pytest.raises(InputWrong, match=r"Zip file m\.ifczip cannot be unpacked"), prepare_model(zipped, "m.ifczip"):
        pass


def test_zip_that_unpacks_to_too_much_is_refused(write_model, room, tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "MAX_UNPACKED_BYTES", 1000)
    zipped = tmp_path / "m.ifczip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(write_model([room("1")]), "m.ifc")
    with pytest.raises(InputWrong, match="unpacks to more than"), prepare_model(zipped, "m.ifczip"):
        pass
