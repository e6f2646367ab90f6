from __future__ import annotations

import polars as pl
import pytest

from kern.errors import InputWrong
from kern.intake.contract import REJECTED


def rejection(row: int) -> dict[str, object]:
    return {
        "sheet": None,
        "row": row,
        "column": "Naam",
        "value": "x",
        "code": "intake.number.invalid",
        "reason": "{value} is not a number.",
        "remedy": "Write digits, such as 1234,5.",
        "allowed": None,
    }


def test_one_import_per_file_and_one_batch_per_load(store, read, entities, quarters) -> None:
    rejected = pl.DataFrame([rejection(7), rejection(7), rejection(9)], schema=REJECTED)
    files = [
        read("a.csv", frames={"entity": entities(E1="Een")}, rejected=rejected, rows_read=3),
        read("b.csv", series={"readings": quarters(count=5)}),
    ]
    report = store.load(files, koers_version="0.1.0")
    assert [file.import_id for file in report.files] == [1, 2]
    imports = store.imports()
    assert imports["batch"].n_unique() == 1
    assert imports.select(
        "file_name", "rows_read", "rows_new", "rows_quarantined", "koers_version", "status"
    ).rows() == [
        ("a.csv", 3, 1, 2, "0.1.0", "landed"),
        ("b.csv", 5, 5, 0, "0.1.0", "landed"),
    ]
    assert store.import_counts().select("import_id", "table_name", "rows_new").rows() == [
        (1, "entity", 1),
        (2, "readings", 5),
    ]
    assert store.quarantine()["row"].to_list() == [7, 7, 9]
    assert store.is_loaded(files[1].sha256, "test")
    assert not store.is_loaded(files[0].sha256, "test")  # rows of it wait in quarantine


@pytest.mark.parametrize("earlier", [False, True])
def test_all_or_nothing_leaves_the_workspace_byte_for_byte(desk, read, entities, quarters, earlier) -> None:
    with desk.open() as store:
        if earlier:
            store.load([read("eerst.csv", frames={"entity": entities(E1="Een")}, series={"readings": quarters()})])
    before = desk.snapshot()
    rejected = pl.DataFrame([rejection(row) for row in range(30)], schema=REJECTED)
    files = [
        read("a.csv", frames={"entity": entities(E1="Eén", E2="Twee")}, rejected=rejected),
        read("b.csv", series={"readings": quarters(count=5, kwh=9.0)}),
    ]
    with desk.open() as store:
        with pytest.raises(InputWrong, match="Nothing was loaded: 30 cells were refused") as caught:
            store.load(files, all_or_nothing=True)
        assert len(caught.value.findings) == 30
        assert str(caught.value.findings[0].where) == "a.csv, row 0, column Naam"
    assert desk.snapshot() == before


def test_an_error_half_way_undoes_everything(desk, read, entities, quarters) -> None:
    def files():
        yield read("a.csv", frames={"entity": entities(E1="Een")})
        yield read("b.csv", series={"readings": quarters(count=500)})
        raise InputWrong("File c.csv is cut off.")

    with desk.open():
        pass
    before = desk.snapshot()
    with desk.open() as store, pytest.raises(InputWrong, match=r"File c\.csv is cut off"):
        store.load(files(), group_rows=100)
    assert desk.snapshot() == before


def test_an_empty_batch_is_refused(store) -> None:
    with pytest.raises(InputWrong, match="nothing to load"):
        store.load([])


def test_the_same_file_twice_in_one_load(store, read, quarters) -> None:
    report = store.load([read(series={"readings": quarters()}), read(series={"readings": quarters()})])
    assert [(file.new, file.same) for file in report.files] == [(4, 0), (0, 4)]


def test_new_refusals_of_a_known_file_are_recorded(store, read, entities) -> None:
    rejected = pl.DataFrame([rejection(7)], schema=REJECTED)
    frames = {"entity": entities(E1="Een")}
    store.load([read("a.csv", content=1, frames=dict(frames))])
    report = store.load([read("a.csv", content=1, frames=dict(frames), rejected=rejected)])
    assert not report.nothing_changed
    assert store.quarantine()["row"].to_list() == [7]
    assert store.load([read("a.csv", content=1, frames=dict(frames), rejected=rejected)]).nothing_changed
