"""A look at an IDS file before anything trusts it: size, depth, no document type (entity bombs), really IDS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from kern.errors import InputWrong
from kern.language import N_
from kern.sources import data_path

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5 << 20
MAX_ELEMENTS = 100_000
MAX_DEPTH = 40
NAMESPACE = "http://standards.buildingsmart.org/IDS"
OWN = "koers-bim.ids"


@dataclass(frozen=True)
class IdsFile:
    """An IDS file that may be opened.

    Args:
        path: Where it is.
        title: Its own title, or the file name.
    """

    path: Path
    title: str


def own_ids() -> Path:
    """The information requirements of Koers itself."""
    return data_path("ids", OWN)


def look_at_ids(path: Path) -> IdsFile:
    """Check that a file is a harmless IDS file.

    Raises:
        InputWrong: It is too large, declares a document type, is no XML or no IDS; the message says what to do.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputWrong(
            N_("IDS file {file} is {size_mb} MB; more than {limit_mb} MB is refused. Split it by subject."),
            file=path.name,
            size_mb=size >> 20,
            limit_mb=MAX_BYTES >> 20,
        )
    watcher = _Watcher(path.name)
    try:
        watcher.parse(path.read_bytes())
    except (expat.ExpatError, LookupError, ValueError) as error:
        # An encoding Python does not know comes as LookupError.
        line = getattr(error, "lineno", None) or 1
        raise InputWrong(
            N_("IDS file {file} is no well-formed XML (line {line}). Export it again from the IDS editor."),
            file=path.name,
            line=line,
        ) from error
    return IdsFile(path, " ".join(watcher.title.split()) or path.name)


class _Watcher:
    def __init__(self, name: str) -> None:
        self.name = name
        self.title = ""
        self._path: list[str] = []
        self._count = 0

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda _name: self._path.pop()
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _refuse_doctype(self, *_: object) -> None:
        raise InputWrong(
            N_(
                "IDS file {file} declares a document type (DOCTYPE), which IDS does not have and which can hide an "
                "attack. Take the declaration out, or export the file again."
            ),
            file=self.name,
        )

    def _start(self, name: str, _attributes: object) -> None:
        self._path.append(name)
        self._count += 1
        if self._count == 1 and name != f"{NAMESPACE} ids":
            raise InputWrong(
                N_("File {file} is no IDS file: it starts with {element}. Give a file of IDS 1.0 (buildingSMART)."),
                file=self.name,
                element=name.rsplit(" ", 1)[-1],
            )
        if self._count > MAX_ELEMENTS or len(self._path) > MAX_DEPTH:
            raise InputWrong(
                N_("IDS file {file} has more elements, or more of them inside each other, than an IDS needs: refused."),
                file=self.name,
            )

    def _text(self, text: str) -> None:
        if len(self._path) == 3 and self._path[-1] == f"{NAMESPACE} title":
            self.title += text[:200]
