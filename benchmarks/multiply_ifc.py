"""Make a large model out of a small one: the records again and again, with numbers and GlobalIds of their own.

Usage: python benchmarks/multiply_ifc.py SAMPLE.ifc TARGET.ifc --mb 100
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

_DIGITS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$"
_REFERENCE = re.compile(rb"('(?:[^']|'')*')|#(\d+)")
_GUID = re.compile(rb"(=\s*IFC\w+\s*\('[0-9A-Za-z_$])[0-9A-Za-z_$]{3}(?=[0-9A-Za-z_$]{18}')")


def multiply(sample: Path, target: Path, least_bytes: int) -> int:
    """Write copies of a model's records into one file until it is large enough.

    Args:
        sample: The model.
        target: Where the large one goes.
        least_bytes: How large it must become.

    Returns:
        How many copies it holds.
    """
    text = sample.read_bytes()
    begin = text.index(b"DATA;") + len(b"DATA;")
    end = text.rindex(b"ENDSEC;")
    head, data, tail = text[:begin], text[begin:end], text[end:]
    largest = max(int(number) for number in re.findall(rb"(?m)^\s*#(\d+)", data))
    copies = 0
    with target.open("wb") as file:
        file.write(head)
        while file.tell() < least_bytes:
            file.write(copy_records(data, copies * (largest + 1), copies))
            copies += 1
        file.write(b"\n" + tail)
    return copies


def copy_records(data: bytes, added: int, number: int) -> bytes:
    """The records of a model under other numbers, with GlobalIds of their own; copy 0 is as it is."""
    if number == 0:
        return data
    moved = _REFERENCE.sub(lambda m: m[1] if m[1] is not None else b"#%d" % (int(m[2]) + added), data)
    mark = bytes(_DIGITS[(number >> shift) & 63] for shift in (12, 6, 0))
    return _GUID.sub(lambda m: m[1] + mark, moved)


def main() -> None:
    """Make the model that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sample", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--mb", type=int, default=100)
    asked = parser.parse_args()
    copies = multiply(asked.sample, asked.target, asked.mb * 1_000_000)
    print(f"{copies} copies, {asked.target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
