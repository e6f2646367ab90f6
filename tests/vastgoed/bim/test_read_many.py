import pytest

from vastgoed.bim.read_many import read_models


def test_broken_file_does_not_stop_the_others(write_model, room, tmp_path):
    broken, gone = tmp_path / "stuk.ifc", tmp_path / "weg.ifc"
    broken.write_bytes(b"<html>")
    good = [write_model([room(str(n), n + 1, 2) for n in range(size)], name=f"{size}.ifc") for size in (1, 9, 3)]
    paths = [good[0], broken, good[1], gone, good[2]]
    seen = []
    results = read_models(paths, workers=2, on_done=lambda result: seen.append(result.path))
    assert [result.path for result in results] == paths
    assert [result.model.spaces.height if result.model else None for result in results] == [1, None, 9, None, 3]
    assert "web page" in str(results[1].error)
    assert "cannot be read" in str(results[3].error)
    assert sorted(seen) == sorted(paths)


def test_no_files():
    assert read_models([]) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_memory_budget_below_one_file_still_reads_all(write_model, room, workers):
    paths = [write_model([room("1")], name=f"{n}.ifc") for n in range(3)]
    assert all(result.model for result in read_models(paths, workers=workers, memory_bytes=1))
