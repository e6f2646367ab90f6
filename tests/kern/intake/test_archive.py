from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from kern.errors import InputWrong
from kern.findings import Finding
from kern.intake.archive import Limits, open_all, unpack

CSV = b"Code;Naam\nA;Huis\n"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    path = tmp_path / "work"
    path.mkdir()
    return path


def test_folders_and_archives_show_names_the_user_knows(tmp_path: Path, work: Path) -> None:
    folder = tmp_path / "map"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.csv").write_bytes(CSV)
    (folder / "b.zip").write_bytes(
        zipped({"in/c.csv": CSV, "d.csv.gz": gzip.compress(CSV), "e.zip": zipped({"f.csv": CSV})})
    )
    (folder / "g.csv.gz").write_bytes(gzip.compress(CSV))
    (folder / ".verborgen").write_bytes(b"x")
    (folder / "README.md").write_bytes(b"x")
    skipped: list[Finding] = []
    names = [head.shown_name for head in open_all([folder], work, skipped=skipped)]
    assert names == [
        "map/b.zip!in/c.csv",
        "map/b.zip!d.csv",
        "map/b.zip!e.zip!f.csv",
        "map/g.csv",
        "map/sub/a.csv",
    ]
    assert [finding.evidence["file"] for finding in skipped] == ["map/README.md"]


def test_packed_and_plain_have_the_same_hash(tmp_path: Path, work: Path) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    plain.write_bytes(CSV)
    packed.write_bytes(gzip.compress(CSV))
    first, second = open_all([plain, packed], work)
    assert first.sha256 == second.sha256


def test_members_cannot_escape(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"../../outside.csv": CSV, "/etc/x.csv": CSV, "..\\w.csv": CSV}))
    heads = list(open_all([path], work))
    assert [head.path.parent for head in heads] == [work] * 3
    assert not (tmp_path.parent / "outside.csv").exists()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.zip", "work"]


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped({"bomb.csv": raw})])
def test_a_bomb_is_refused_while_unpacking(tmp_path: Path, work: Path, pack) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(pack(b"0" * 30_000_000))
    limits = Limits(small_bytes=1_000_000)
    with pytest.raises(InputWrong, match=r"bomb.*unpacks to far more"):
        list(open_all([path], work, limits=limits))
    assert sum(entry.stat().st_size for entry in work.iterdir()) < 12_000_000


def test_the_total_is_limited_too(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{number}.csv": CSV for number in range(50)}))
    with pytest.raises(InputWrong, match="unpacks to far more"):
        list(open_all([path], work, limits=Limits(total_bytes=len(CSV) * 40)))


def test_too_many_members_and_too_deep(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{number}.csv": CSV for number in range(5)}))
    with pytest.raises(InputWrong, match="holds 5 files; at most 4"):
        list(open_all([path], work, limits=Limits(members=4)))
    inner = CSV
    for _level in range(5):
        inner = zipped({"x.zip": inner})
    path.write_bytes(inner)
    with pytest.raises(InputWrong, match="archive inside 3 archives"):
        list(open_all([path], work))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.zip", zipped({"a.csv": CSV * 1000})[:-100], "damaged or cut off"),
        ("a.csv.gz", gzip.compress(bytes(range(256)) * 100)[:-20], "damaged or cut off"),
        ("a.zip", zipped({}), "is empty"),
        ("a.zip", zipped({"README.md": b"x"}), "holds no files"),
    ],
    # The bytes hold the moment of packing, so they are no name for a test.
    ids=["cut zip", "cut gzip", "empty zip", "nothing of use"],
)
def test_broken_archives(tmp_path: Path, work: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputWrong, match=message):
        list(open_all([path], work))


def test_a_path_that_is_not_there(tmp_path: Path, work: Path) -> None:
    with pytest.raises(InputWrong, match=r"weg\.csv does not exist"):
        list(open_all([tmp_path / "weg.csv"], work))


@pytest.mark.parametrize(("encoding", "said"), [("windows-1252", "windows-1252"), ("utf-16", None)])
def test_another_encoding_leaves_the_users_folder_alone(
    tmp_path: Path, work: Path, encoding: str, said: str | None
) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.csv").write_bytes("Code;Naam\nA;Hôf\n".encode(encoding))
    (head,) = open_all([folder], work, encoding=said)
    assert "Hôf" in head.path.read_text(encoding="utf-8")
    assert [entry.name for entry in folder.iterdir()] == ["a.csv"]


def deflate64(content: bytes) -> bytes:
    """A zip file that says its only member is packed with Deflate64 (method 9)."""
    raw = bytearray(zipped({"model.ifc": content}))
    raw[raw.find(b"PK\x03\x04") + 8] = 9
    raw[raw.find(b"PK\x01\x02") + 10] = 9
    return bytes(raw)


def test_deflate64_is_called_by_its_name(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "model.ifczip"
    path.write_bytes(deflate64(b"ISO-10303-21;"))
    with pytest.raises(InputWrong, match=r"model\.ifczip!model\.ifc is packed with a method .*Deflate64"):
        list(open_all([path], work))


def test_what_cannot_be_unpacked_keeps_nothing_else_back(tmp_path: Path, work: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.ifczip").write_bytes(deflate64(b"ISO-10303-21;"))
    (folder / "b.zip").write_bytes(zipped({"b.csv": CSV})[:-30])
    (folder / "c.zip").write_bytes(zipped({"c1.zip": b"PK\x03\x04 cut", "c2.csv": CSV}))
    (folder / "d.csv").symlink_to(tmp_path / "gone.csv")
    (folder / "e.csv").write_bytes(CSV)
    refused: dict[str, str] = {}
    files = unpack([folder], work, Limits(), on_refusal=lambda name, error: refused.update({name: str(error)}))
    assert [file.shown_name for file in files] == ["map/c.zip!c2.csv", "map/e.csv"]
    assert list(refused) == ["map/a.ifczip!model.ifc", "map/b.zip", "map/c.zip!c1.zip", "map/d.csv"]
    assert all(name in text for name, text in refused.items())


def test_a_folder_of_refused_files_is_not_called_empty(tmp_path: Path, work: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "b.zip").write_bytes(zipped({"b.csv": CSV})[:-30])
    refused: list[str] = []
    assert not list(unpack([folder], work, Limits(), on_refusal=lambda name, _error: refused.append(name)))
    assert refused == ["map/b.zip"]
