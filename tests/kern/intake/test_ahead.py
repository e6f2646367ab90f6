from __future__ import annotations

import threading

import pytest

from kern.errors import InputWrong
from kern.intake.ahead import read_ahead


def test_order_is_kept_and_errors_stay_with_their_item() -> None:
    def read(number: int) -> int:
        if number == 2:
            raise InputWrong("File {number} is wrong.", number=number)
        return number * 10

    results = {}
    for number, result in read_ahead(range(1, 5), read, lambda _number: 1):
        try:
            results[number] = result()
        except InputWrong as error:
            results[number] = str(error)
    assert results == {1: 10, 2: "File 2 is wrong.", 3: 30, 4: 40}


def test_no_more_is_in_flight_than_allowed() -> None:
    taken: list[int] = []

    def items():
        for number in range(6):
            taken.append(number)
            yield number

    stream = read_ahead(items(), lambda number: number, lambda _number: 10, in_flight_bytes=20)
    assert next(stream)[0] == 0
    assert len(taken) <= 4
    assert [item for item, _result in stream] == [1, 2, 3, 4, 5]


def test_a_large_item_goes_alone() -> None:
    busy = threading.Semaphore(1)

    def read(number: int) -> int:
        assert busy.acquire(blocking=False)
        busy.release()
        return number

    sizes = {0: 1000, 1: 1000, 2: 1000}
    done = [result() for _item, result in read_ahead(sizes, read, lambda item: sizes[item], in_flight_bytes=10)]
    assert done == [0, 1, 2]


def test_stopping_early_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    stream = read_ahead(range(100), lambda number: number, lambda _number: 1)
    next(stream)
    stream.close()
    assert threading.active_count() == before


def test_an_error_in_the_source_goes_through() -> None:
    def items():
        yield 1
        raise InputWrong("Archive {file} is damaged.", file="a.zip")

    with pytest.raises(InputWrong, match=r"a\.zip is damaged"):
        list(read_ahead(items(), lambda number: number, lambda _number: 1, in_flight_bytes=0))
