"""Make damaged copies of a model: thirty ways in which a file can arrive broken or hostile.

Usage: python tools/damage_ifc.py MODEL.ifc FOLDER [--vertices 10000000]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

Damaged = tuple[str, Callable[[bytes], Iterator[bytes]]]
_CUTS = 20


def damaged_files(vertices: int) -> list[Damaged]:
    """Name and maker of every damaged copy.

    Args:
        vertices: Points of the mesh that is too large.
    """
    cuts: list[Damaged] = [(f"afgekapt-{place:02}", _cut(place / (_CUTS + 1))) for place in range(1, _CUTS + 1)]
    return [
        *cuts,
        ("bits-tekst", _flip_names),
        ("bits-getal", _flip_number),
        ("bits-hoog", _flip_high),
        ("kop-geen-schema", lambda text: iter([re.sub(rb"FILE_SCHEMA[^;]*;", b"", text)])),
        ("kop-ander-schema", lambda text: iter([re.sub(rb"FILE_SCHEMA[^;]*;", b"FILE_SCHEMA(('AP214'));", text)])),
        ("kop-html", lambda text: iter([b"<!DOCTYPE html><html>", text[200:]])),
        ("kring", _cycle),
        ("ver-weg", _far),
        ("geen-getal", _not_a_number),
        ("reuzennet", lambda text: _mesh(text, vertices)),
    ]


def write_damaged(model: Path, folder: Path, vertices: int) -> list[Path]:
    """Write all damaged copies of a model into a folder.

    Returns:
        The files, in order.
    """
    text = model.read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, make in damaged_files(vertices):
        paths.append(folder / f"{name}.ifc")
        with paths[-1].open("wb") as file:
            for piece in make(text):
                file.write(piece)
    return paths


def _cut(share: float) -> Callable[[bytes], Iterator[bytes]]:
    return lambda text: iter([text[: int(len(text) * share)]])


def _flip(text: bytes, places: list[int], bit: int) -> Iterator[bytes]:
    changed = bytearray(text)
    for place in places:
        changed[place] ^= 1 << bit
    yield bytes(changed)


def _flip_names(text: bytes) -> Iterator[bytes]:
    places = [found.start() + 4 for found in re.finditer(rb"=\s*IFC(SPACE|PROPERTYSET|WALL)", text)]
    return _flip(text, random.Random(1).sample(places, min(len(places), 5)), 1)


def _flip_number(text: bytes) -> Iterator[bytes]:
    places = [found.start(1) for found in re.finditer(rb"#\d*(\d)[,)]", text)]
    return _flip(text, random.Random(2).sample(places, min(len(places), 50)), 6)


def _flip_high(text: bytes) -> Iterator[bytes]:
    data = text.index(b"DATA;")
    return _flip(text, random.Random(3).sample(range(data, len(text) - 50), 40), 7)


def _largest(text: bytes) -> int:
    return max(int(number) for number in re.findall(rb"(?m)^#(\d+)\s*=", text))


def _add(text: bytes, *records: bytes) -> bytes:
    end = text.rindex(b"ENDSEC;")
    return text[:end] + b"".join(records) + text[end:]


def _cycle(text: bytes) -> Iterator[bytes]:
    """A structure that contains itself, and a placement that stands on itself."""
    numbers = re.findall(rb"(?m)^#(\d+)\s*=\s*IFC(?:BUILDING|BUILDINGSTOREY|SPACE)\(", text)[:3]
    new = _largest(text) + 1
    ring = zip(numbers, [*numbers[1:], numbers[0]], strict=True)
    relations = [
        b"#%d=IFCRELAGGREGATES('0000000000000000000%03d',$,$,$,#%s,(#%s));\n" % (new + place, place, whole, part)
        for place, (whole, part) in enumerate(ring)
    ]
    placement = re.search(rb"(?m)^#(\d+)\s*=\s*IFCLOCALPLACEMENT\(\$", text)
    if placement is not None:
        own = placement[1]
        text = text.replace(placement[0], b"#%s=IFCLOCALPLACEMENT(#%s" % (own, own), 1)
    yield _add(text, *relations)


def _far(text: bytes) -> Iterator[bytes]:
    """Coordinates that no building has."""
    yield re.sub(rb"(IFCCARTESIANPOINT\s*\(\()([-+\d.E]+)", rb"\g<1>1.E300", text)


def _not_a_number(text: bytes) -> Iterator[bytes]:
    yield re.sub(rb"(IFCCARTESIANPOINT\s*\(\()([-+\d.E]+)", rb"\g<1>NaN", text)


def _mesh(text: bytes, vertices: int) -> Iterator[bytes]:
    """The first space gets a body of very many points."""
    end = text.rindex(b"ENDSEC;")
    new = _largest(text) + 1
    space = re.search(rb"(?m)^#\d+\s*=\s*IFCSPACE\((?:'(?:[^']|'')*'|[^,'])*,(?:(?:'(?:[^']|'')*'|[^,'])*,){5}", text)
    context = re.search(rb"(?m)^#(\d+)\s*=\s*IFCGEOMETRICREPRESENTATIONCONTEXT\(", text)
    head, body = text[:end], b""
    if space is not None:
        rest = head[space.end() :]
        shape = re.match(rb"#\d+|\$", rest)
        if shape is not None:
            head = head[: space.end()] + b"#%d" % (new + 3) + rest[shape.end() :]
    yield head
    yield b"#%d=IFCCARTESIANPOINTLIST3D((" % new
    for start in range(0, vertices, 10_000):
        many = range(start, min(start + 10_000, vertices))
        yield (b"," if start else b"") + b",".join(b"(%d.,%d.,%d.)" % (n % 1000, n // 1000, n % 7) for n in many)
    yield b"));\n"
    yield b"#%d=IFCTRIANGULATEDFACESET(#%d,$,.F.,(" % (new + 1, new)
    for start in range(1, vertices - 2, 10_000):
        many = range(start, min(start + 10_000, vertices - 2))
        yield (b"," if start > 1 else b"") + b",".join(b"(%d,%d,%d)" % (n, n + 1, n + 2) for n in many)
    yield b"),$);\n"
    which = context[1] if context is not None else b"1"
    yield b"#%d=IFCSHAPEREPRESENTATION(#%s,'Body','Tessellation',(#%d));\n" % (new + 2, which, new + 1)
    yield b"#%d=IFCPRODUCTDEFINITIONSHAPE($,$,(#%d));\n" % (new + 3, new + 2)
    yield body + text[end:]


def main() -> None:
    """Write the damaged copies that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vertices", type=int, default=10_000_000)
    asked = parser.parse_args()
    for path in write_damaged(asked.model, asked.folder, asked.vertices):
        print(path)


if __name__ == "__main__":
    main()
