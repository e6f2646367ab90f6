import pytest

from vastgoed.bim import worker as worker_module
from vastgoed.bim.extract import Request
from vastgoed.bim.worker import SHARED, ChildFailedError, Limits, Worker


def test_one_child_reads_many_models(write_model, room):
    path = str(write_model([room("1")]))
    with Worker() as worker:
        first = worker.ask(Request(path))
        process = worker._process
        assert worker.ask(Request(path)) == first
        assert worker._process is process
    assert process is not None
    assert process.poll() is not None


def test_child_that_dies_is_replaced(write_model, room):
    path = str(write_model([room("1")]))
    with Worker() as worker:
        answer = worker.ask(Request(path))
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert worker.ask(Request(path)) == answer


def test_unreadable_file_leaves_the_child_alive(tmp_path, write_model, room):
    broken = tmp_path / "stuk.ifc"
    broken.write_bytes(b"\x01\x02\x03")
    with Worker() as worker:
        with pytest.raises(ChildFailedError, match="parse"):
            worker.ask(Request(str(broken)))
        process = worker._process
        assert worker.ask(Request(str(write_model([room("1")]))))["spaces"]
        assert worker._process is process


def test_child_that_takes_too_long_is_stopped(write_model, room):
    with Worker(Limits(seconds=0.01, seconds_per_mb=0)) as worker, pytest.raises(ChildFailedError, match="time"):
        worker.ask(Request(str(write_model([room("1")]))))


@pytest.mark.skipif("sys.platform != 'linux'", reason="memory can be capped on Linux only")
def test_memory_is_capped(write_model, room, monkeypatch):
    path = str(write_model([room(str(number)) for number in range(50)]))
    with (
        Worker(Limits(memory_bytes=-(2 << 30) + (50 << 20), memory_factor=0)) as worker,
        pytest.raises(ChildFailedError, match=r"memory|crash|parse"),
    ):
        worker.ask(Request(path))


def test_child_that_has_read_a_lot_is_replaced(write_model, room, monkeypatch):
    monkeypatch.setattr(worker_module, "_RENEW_BYTES", 10)
    path = str(write_model([room("1")]))
    with Worker() as worker:
        worker.ask(Request(path))
        process = worker._process
        worker.ask(Request(path))
        assert worker._process is not process


def test_shared_child_serves_all_callers(write_model, room):
    path = str(write_model([room("1")]))
    assert SHARED.ask(Request(path)) == SHARED.ask(Request(path))


def test_files_where_the_user_stands_are_not_imported(write_model, room, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise RuntimeError")
    (tmp_path / "kern").mkdir()
    monkeypatch.chdir(tmp_path)
    with Worker() as worker:
        assert worker.ask(Request(str(write_model([room("1")]))))["spaces"]
