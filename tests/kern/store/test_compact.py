from __future__ import annotations

from kern.store import compact


def test_small_files_are_merged_within_a_load(store, read, quarters, monkeypatch) -> None:
    monkeypatch.setattr(compact, "MOST_SMALL_FILES", 3)
    for number in range(6):
        store.load([read(f"{number}.csv", series={"readings": quarters(f"M{number}", count=10)})])
        assert len(store.series_files("readings")) <= 4
    rows = store.series("readings").collect()
    assert rows.height == 60
    assert sorted(set(rows.select("meter", "import_id").rows())) == [(f"M{number}", number + 1) for number in range(6)]
    # Undo still knows the state before each load.
    store.undo_last()
    assert store.series("readings").collect().height == 50


def test_a_corrected_file_is_not_merged_as_well(store, read, quarters, monkeypatch) -> None:
    monkeypatch.setattr(compact, "MOST_SMALL_FILES", 1)
    store.load([read("a.csv", series={"readings": quarters("A", count=10)})])
    store.load([read("b.csv", series={"readings": quarters("B", count=10)})])
    report = store.load([read("c.csv", series={"readings": quarters("A", count=10, kwh=5.0)})])
    assert report.corrected == 10
    rows = store.series("readings").collect()
    assert rows.height == 20
    assert rows.select("meter", "start_utc").is_unique().all()
