import zipfile

import pytest

from kern.errors import InputWrong
from kern.findings import Severity
from kern.language import choose_language
from vastgoed.bim.sniff import FileKind, refuse_damaged, sniff_file


def _codes(sniffed):
    return [finding.code for finding in sniffed.findings]


def test_whole_model(write_model, room):
    path = write_model([room("1"), room("2")])
    sniffed = sniff_file(path)
    assert (sniffed.kind, sniffed.schema_declared, sniffed.schema_read) == (FileKind.STEP, "IFC4", "IFC4")
    assert sniffed.findings == []
    assert sniffed.readable
    refuse_damaged(sniffed)


def test_every_finding_names_the_file_and_a_remedy(tmp_path):
    choose_language("en")
    for number, content in enumerate([b"", b"<html>", b"version https://git-lfs x", b"PK\x03\x04stuk", b"\x01\x02"]):
        path = tmp_path / f"{number}.ifc"
        path.write_bytes(content)
        (finding,) = sniff_file(path, "map.zip!kantoor.ifc").findings
        assert finding.severity is Severity.ERROR
        assert "map.zip!kantoor.ifc" in str(finding)
        assert finding.remedy_text.endswith(".")
        assert finding.where.file == "map.zip!kantoor.ifc"


def test_header_without_schema(write_model, room):
    path = write_model([room("1")])
    path.write_bytes(path.read_bytes().replace(b"FILE_SCHEMA(('IFC4'));", b""))
    assert _codes(sniff_file(path)) == ["bim.schema.missing"]
    with pytest.raises(InputWrong, match="does not say which IFC version it is"):
        refuse_damaged(sniff_file(path))


def test_all_defects_of_a_file_are_said_at_once(write_model, room):
    path = write_model([room("1")])
    path.write_bytes(path.read_bytes()[:-40].replace(b"'IFC4'", b"'IFC4X2'"))
    assert _codes(sniff_file(path)) == ["bim.file.truncated", "bim.schema.unsupported"]


def test_byte_order_mark_and_empty_lines_in_front(write_model, room):
    path = write_model([room("1")])
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    sniffed = sniff_file(path)
    assert (sniffed.kind, sniffed.starts_late) == (FileKind.STEP, 5)


@pytest.mark.parametrize(
    ("names", "code"), [((), "bim.zip.no_single_model"), (("a.ifc", "b.ifc"), "bim.zip.no_single_model")]
)
def test_zip_with_none_or_several_models(tmp_path, names, code):
    path = tmp_path / "m.ifczip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leesmij.txt", "x")
        for name in names:
            archive.writestr(name, "x")
    assert _codes(sniff_file(path)) == [code]


def test_zip_packed_with_deflate64_or_password(tmp_path):
    path = tmp_path / "m.ifczip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m.ifc", "x" * 100)
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 10 : central + 12] = (9).to_bytes(2, "little")
    path.write_bytes(bytes(content))
    assert _codes(sniff_file(path)) == ["bim.zip.unreadable"]
