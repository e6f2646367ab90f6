import numpy as np

from vastgoed.bim.step_numbers import read_numbers


def test_numbers_of_any_length_are_read():
    texts = [b"%d=IFCWALL(" % number for number in (0, 7, 12, 123, 99999, 1234567, 12345678)]
    words = np.array([int.from_bytes(text[:8], "little") for text in texts], dtype=np.uint64)
    numbers, digits = read_numbers(words)
    assert numbers.tolist() == [0, 7, 12, 123, 99999, 1234567, 12345678]
    assert digits.tolist() == [1, 1, 2, 3, 5, 7, 8]
