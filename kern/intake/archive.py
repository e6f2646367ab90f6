"""Folders, .zip and .gz opened into plain files, without trusting any name or size an archive claims.

Members are written to a working folder under a number, never under their own name, so no path in an archive can
reach outside it. Sizes are counted while unpacking; an archive that swells beyond the limits is refused.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.head import open_file
from kern.intake.signatures import GZIP, ZIP, is_workbook
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kern.intake.contract import FileHead

_CHUNK = 1024 * 1024
_NO_DATA = (".md", ".pdf", ".doc", ".docx", ".png", ".jpg", ".jpeg", ".py", ".toml", ".yaml", ".yml", ".html", ".css")


@dataclass(frozen=True)
class Limits:
    """How far an archive may swell.

    Args:
        total_bytes: All members of one call together.
        ratio: Unpacked over packed size of one member, once it is larger than `small_bytes`.
        small_bytes: Below this size the ratio is not looked at: a nearly empty year compresses very well.
        members: Files in one archive.
        depth: Archives inside archives.
    """

    total_bytes: int = 64 * 1024**3
    ratio: int = 200
    small_bytes: int = 64 * 1024**2
    members: int = 20_000
    depth: int = 3


@dataclass(frozen=True)
class Unpacked:
    """A plain file and the name the user knows it by."""

    path: Path
    shown_name: str


def open_all(
    paths: Iterable[Path],
    workdir: Path,
    encoding: str | None = None,
    limits: Limits | None = None,
    skipped: list[Finding] | None = None,
) -> Iterator[FileHead]:
    """Open every file behind these paths, one at a time, in a fixed order.

    Args:
        paths: Files, folders and archives, in any mix.
        workdir: A temporary folder for what is unpacked; the caller removes it when the files have been read.
        encoding: Encoding of text files that are not UTF-8, as the user said it.
        limits: How far archives may swell.
        skipped: Gets a finding for each file in a folder or archive that cannot be data.

    Raises:
        InputWrong: A path does not exist, a folder or archive holds nothing, or a file cannot be used.
    """
    for file in unpack(paths, workdir, limits or Limits(), skipped):
        yield open_file(file.path, file.shown_name, encoding, workdir)


def unpack(
    paths: Iterable[Path],
    workdir: Path,
    limits: Limits,
    skipped: list[Finding] | None = None,
    on_refusal: Callable[[str, InputWrong], None] | None = None,
) -> Iterator[Unpacked]:
    """The plain files behind these paths.

    Args:
        paths: Files, folders and archives.
        workdir: Where members are written.
        limits: How far archives may swell.
        skipped: Gets a finding for each file that cannot be data.
        on_refusal: Told of each archive in a folder, or member of an archive, that cannot be unpacked, by the name
            the user knows; the others are given all the same. Without it the first one stops everything.

    Raises:
        InputWrong: See `open_all`.
    """
    unpacker = _Unpacker(workdir, limits, [] if skipped is None else skipped, on_refusal)
    for path in paths:
        if not path.exists():
            raise InputWrong(N_("{file} does not exist. Check the name and the folder."), file=str(path))
        found = False
        refused = unpacker.refused
        for file in unpacker.walk(path, path.name, depth=0):
            found = True
            yield file
        if not found and unpacker.refused == refused:
            raise InputWrong(N_("{file} holds no files that can be loaded."), file=str(path))


class _Unpacker:
    """Counts across all archives of one call."""

    def __init__(
        self,
        workdir: Path,
        limits: Limits,
        skipped: list[Finding],
        on_refusal: Callable[[str, InputWrong], None] | None,
    ) -> None:
        self.workdir = workdir
        self.limits = limits
        self.skipped = skipped
        self.on_refusal = on_refusal
        self.refused = 0
        self.numbers = count(1)
        self.written = 0

    def walk(self, path: Path, shown: str, depth: int) -> Iterator[Unpacked]:
        if path.is_dir():
            for child in sorted(path.iterdir()):
                inside = f"{shown}/{child.name}"
                if self._is_data(child.name, inside, folder=child.is_dir()):
                    yield from self._one_of_many(self.walk(child, inside, depth), inside)
            return
        start = _first_bytes(path, shown)
        if start.startswith(GZIP):
            self._refuse_deep(shown, depth)
            yield from self.walk(self._gunzip(path, shown), shown.removesuffix(".gz"), depth + 1)
        elif start.startswith(ZIP) and shown.lower().endswith((".zip", ".ifczip")) and not is_workbook(path):
            self._refuse_deep(shown, depth)
            yield from self._unzip(path, shown, depth + 1)
        elif start.startswith(b"PK\x05\x06"):
            raise InputWrong(N_("Archive {file} is empty."), file=shown)
        else:
            yield Unpacked(path, shown)

    def _one_of_many(self, files: Iterator[Unpacked], shown: str) -> Iterator[Unpacked]:
        """What is wrong with one of many is told, and does not keep the others back."""
        try:
            yield from files
        except InputWrong as error:
            if self.on_refusal is None:
                raise
            self.refused += 1
            self.on_refusal(shown, error)

    def _is_data(self, name: str, shown: str, folder: bool = False) -> bool:
        if name in ("..", ".", "/"):
            return True
        if name.startswith((".", "~$", "__MACOSX")) or name.lower() in ("thumbs.db", "desktop.ini"):
            return False
        if not folder and name.lower().endswith(_NO_DATA):
            self.skipped.append(
                Finding(
                    "intake.file.skipped",
                    Severity.INFO,
                    N_("{file} was left out: files of this kind hold no data for Koers."),
                    {"file": shown},
                    Where(shown),
                )
            )
            return False
        return True

    def _refuse_deep(self, shown: str, depth: int) -> None:
        if depth >= self.limits.depth:
            raise InputWrong(
                N_("{file} is an archive inside {depth} archives. Unpack it first."), file=shown, depth=depth
            )

    def _unzip(self, path: Path, shown: str, depth: int) -> Iterator[Unpacked]:
        try:
            with zipfile.ZipFile(path) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if len(members) > self.limits.members:
                    raise InputWrong(
                        N_("Archive {file} holds {got} files; at most {allowed} are unpacked. Split it."),
                        file=shown,
                        got=len(members),
                        allowed=self.limits.members,
                    )
                for member in members:
                    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
                    inside = f"{shown}!{'/'.join(parts)}"
                    if not all(self._is_data(part, inside, folder=part is not parts[-1]) for part in parts):
                        continue
                    yield from self._one_of_many(self._member(archive, member, inside, depth), inside)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise _damaged(shown) from error

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: str, depth: int) -> Iterator[Unpacked]:
        if member.flag_bits & 1:
            raise InputWrong(N_("{file} is protected with a password. Unpack it and load the files."), file=inside)
        try:
            with archive.open(member) as source:
                target = self._write(source, member.compress_size, inside)
        except NotImplementedError as error:
            raise InputWrong(
                N_(
                    "{file} is packed with a method that cannot be unpacked here (Deflate64). "
                    "Unpack it with another program and load the files."
                ),
                file=inside,
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise _damaged(inside) from error
        yield from self.walk(target, inside, depth)

    def _gunzip(self, path: Path, shown: str) -> Path:
        try:
            with gzip.open(path) as source:
                return self._write(source, path.stat().st_size, shown)
        except (OSError, zlib.error, EOFError) as error:
            raise _damaged(shown) from error

    def _write(self, source: IO[bytes] | gzip.GzipFile, packed: int, shown: str) -> Path:
        suffix = PurePosixPath(shown.removesuffix(".gz")).suffix
        name = f"{next(self.numbers):06d}{suffix if suffix[1:].isalnum() else ''}"
        target = self.workdir / name
        size = 0
        with target.open("wb") as out:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                self.written += len(chunk)
                too_dense = size > self.limits.small_bytes and size > self.limits.ratio * max(packed, 1)
                if too_dense or self.written > self.limits.total_bytes:
                    raise InputWrong(
                        N_(
                            "{file} unpacks to far more than its size promises ({got} MB so far); it may be harmful. "
                            "Unpack it yourself and load the files."
                        ),
                        file=shown,
                        got=size // 1024**2,
                    )
                out.write(chunk)
        return target


def _first_bytes(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise InputWrong(
            N_("File {file} cannot be read: {reason}. Check that it exists and that you may read it."),
            file=shown,
            reason=error.strerror or "",
        ) from error


def _damaged(shown: str) -> InputWrong:
    return InputWrong(
        N_("Archive {file} is damaged or cut off: it cannot be unpacked. Download or copy it again."), file=shown
    )
