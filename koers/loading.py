"""Loading files: open by content, recognise, read in order of dependency, link vehicles, hand to the store."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong, KoersError, UsageWrong
from kern.intake.ahead import read_ahead
from kern.intake.archive import Limits, Unpacked, unpack
from kern.intake.emptied import emptied_cells
from kern.intake.head import open_file
from kern.intake.headings import heading_fits
from kern.intake.recognise import recognise
from kern.language import N_, _
from kern.store.batch import FileReport, LoadedFile, LoadReport
from koers.series_mappings import encodings, fitting_mapping
from koers.version import koers_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kern.findings import Finding
    from kern.intake.contract import FileHead, Intake, Reader
    from kern.store.store import Store

# What others refer to is read first; kinds not named here come after these, in the order given.
FIRST = ("fleet.register", "fleet.certificate", "fleet.open_data", "fleet.cards")
SERIES_KIND = "energy.series"


@dataclass(frozen=True)
class Wishes:
    """What the user asked for.

    Args:
        mapping: Heading in the file -> field of the reader, beside the saved ones.
        kind: Read every file as this kind; None recognises each.
        encoding: Encoding of text files that are not UTF-8.
        all_or_nothing: Load nothing when one row or file is wrong.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    encoding: str | None = None
    all_or_nothing: bool = False


@dataclass(frozen=True)
class Refused:
    """A file that was not loaded, and why."""

    shown_name: str
    error: KoersError


@dataclass
class Loading:
    """What one load did.

    Args:
        report: What the store did; None when no file could be read.
        refused: Files that were not loaded.
        skipped: Files in folders and archives that hold no data.
        known: Files that were loaded before, byte for byte, and were not read again.
        quarantine: Cells refused in this load.
        mappings: Reader -> mapping that was used on a file of its kind; to be saved.
        titles: Reader -> what users call its files, in English.
    """

    report: LoadReport | None = None
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)
    known: list[FileReport] = field(default_factory=list)
    quarantine: pl.DataFrame = field(default_factory=pl.DataFrame)
    mappings: dict[str, dict[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def refuse(self, name: str, error: InputWrong) -> None:
        """Keep a file that cannot be loaded, and why."""
        self.refused.append(Refused(name, error))


@dataclass(frozen=True)
class _Recognised:
    head: FileHead
    reader: Reader
    mapping: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        asked: dict[str, object] = dict(self.mapping)
        if self.reader.edition > 1:
            asked["@lezer"] = self.reader.edition
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Pairs `heading=field` as a mapping.

    Raises:
        UsageWrong: A pair has no equals sign.

    >>> parse_mapping(["EAN nummer=code"])
    {'EAN nummer': 'code'}
    """
    mapping = {}
    for pair in pairs:
        heading, sign, name = pair.rpartition("=")
        if not sign or not heading.strip() or not name.strip():
            raise UsageWrong(N_("--kaart {pair} is not of the form heading=field."), pair=pair)
        mapping[heading.strip()] = name.strip()
    return mapping


def load_files(
    store: Store,
    readers: Sequence[Reader],
    paths: Sequence[Path],
    saved: Mapping[str, Mapping[str, str]],
    wishes: Wishes,
    on_step: Callable[[str], None],
) -> Loading:
    """Load files into a store in one transaction.

    Args:
        store: Where they go.
        readers: All readers.
        paths: Files, folders and archives.
        saved: Reader -> saved mapping of headings.
        wishes: What the user asked for.
        on_step: Called at the start of each file.

    Raises:
        InputWrong: With all-or-nothing, a file or row was refused; nothing was loaded.
        UsageWrong: The kind asked for does not exist.
    """
    loading = Loading(titles={reader.kind: reader.title for reader in readers})
    with TemporaryDirectory(prefix="koers-") as folder:
        opened = _open(paths, Path(folder), saved, wishes, loading)
        found = [_recognise(head, readers, saved, wishes, loading) for head in opened]
        files = sorted((file for file in found if file is not None), key=lambda file: _rank(file.reader.kind))
        if wishes.all_or_nothing and loading.refused:
            raise _nothing(loading.refused)
        fresh = _fresh(store, files, loading)
        read = _read_all(store, fresh, loading, wishes, on_step)
        first = next(read, None)
        if first is not None:
            on_step(_("storing"))
            loading.report = store.load(
                _chain(first, read), all_or_nothing=wishes.all_or_nothing, koers_version=koers_version()
            )
            imports = [file.import_id for file in loading.report.files if file.import_id is not None]
            loading.quarantine = store.quarantine().filter(pl.col("import_id").is_in(imports))
    return loading


def _open(
    paths: Sequence[Path],
    folder: Path,
    saved: Mapping[str, Mapping[str, str]],
    wishes: Wishes,
    loading: Loading,
) -> Iterator[FileHead]:
    for number, path in enumerate(paths):
        own = folder / str(number)  # members are numbered anew for each path
        own.mkdir()
        try:
            for file in unpack([path], own, Limits(), loading.skipped, loading.refuse):
                try:
                    yield _open_one(file, own, saved, wishes)
                except InputWrong as error:
                    loading.refused.append(Refused(file.shown_name, error))
        except InputWrong as error:
            loading.refused.append(Refused(path.name, error))


def _open_one(file: Unpacked, folder: Path, saved: Mapping[str, Mapping[str, str]], wishes: Wishes) -> FileHead:
    """Open a file in UTF-8 or the encoding asked for; else in one that a saved mapping which fits it names."""
    try:
        return open_file(file.path, file.shown_name, wishes.encoding, folder)
    except InputWrong:
        for encoding in encodings(saved) if wishes.encoding is None else ():
            head = open_file(file.path, file.shown_name, encoding, folder)
            if (fitting_mapping(head, saved) or {}).get("@codering", "").lower() == encoding:
                return head
        raise


def _recognise(
    head: FileHead,
    readers: Sequence[Reader],
    saved: Mapping[str, Mapping[str, str]],
    wishes: Wishes,
    loading: Loading,
) -> _Recognised | None:
    try:
        reader = _reader_for(head, readers, saved, wishes)
        own = fitting_mapping(head, saved) if reader.kind == SERIES_KIND else saved.get(reader.kind)
    except InputWrong as error:
        loading.refused.append(Refused(head.shown_name, error))
        return None
    mapping = {**(own or {}), **wishes.mapping}
    if wishes.mapping:
        loading.mappings[reader.kind] = mapping
    return _Recognised(head, reader, mapping)


def _reader_for(
    head: FileHead, readers: Sequence[Reader], saved: Mapping[str, Mapping[str, str]], wishes: Wishes
) -> Reader:
    if wishes.kind is not None:
        named = next((reader for reader in readers if reader.kind == wishes.kind), None)
        if named is None:
            kinds = ", ".join(reader.kind for reader in readers)
            raise UsageWrong(N_("Kind {kind} is not known. Choose from: {kinds}."), kind=wishes.kind, kinds=kinds)
        return named
    try:
        return recognise(head, readers)
    except InputWrong:
        if fitting_mapping(head, saved) is not None:
            return next(reader for reader in readers if reader.kind == SERIES_KIND)
        # Required headings under another name: a saved mapping for one kind that fits this file says which kind.
        willing = [reader for reader in readers if _speaks_of(saved.get(reader.kind, {}), head)]
        if len(willing) != 1:
            raise
        return willing[0]


def _speaks_of(mapping: Mapping[str, str], head: FileHead) -> bool:
    headings = [heading for sheet in head.sheets for heading in sheet.headings]
    return bool(mapping) and any(heading_fits(found, known) for known in mapping for found in headings)


def _rank(kind: str) -> int:
    return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _fresh(store: Store, files: Sequence[_Recognised], loading: Loading) -> list[_Recognised]:
    """Leave out what was loaded before, byte for byte and with the same settings; it is reported as such."""
    fresh = []
    for file in files:
        if store.is_loaded(file.head.sha256, file.reader.kind, file.fingerprint):
            loading.known.append(FileReport(file.head.shown_name, file.reader.kind, None, loaded_before=True))
        else:
            fresh.append(file)
    return fresh


def _read_all(
    store: Store,
    files: Sequence[_Recognised],
    loading: Loading,
    wishes: Wishes,
    on_step: Callable[[str], None],
) -> Iterator[LoadedFile]:
    linker = _Linker(store)
    ahead = read_ahead(files, lambda file: file.reader.read(file.head, file.mapping), lambda file: file.head.size_bytes)
    for number, (file, result) in enumerate(ahead, start=1):
        on_step(f"{file.head.shown_name} {number}/{len(files)}")
        try:
            intake = linker.link(result())
        except InputWrong as error:
            if wishes.all_or_nothing:
                raise
            loading.refused.append(Refused(file.head.shown_name, error))
            continue
        yield LoadedFile(
            path=file.head.path,
            shown_name=file.head.shown_name,
            sha256=file.head.sha256,
            reader_kind=file.reader.kind,
            intake=replace(
                intake,
                findings=[*file.head.findings, *intake.findings],
                emptied=pl.concat([emptied_cells(file.head), intake.emptied]),
            ),
            size_bytes=file.head.size_bytes,
            fingerprint=file.fingerprint,
        )


def _chain(first: LoadedFile, rest: Iterator[LoadedFile]) -> Iterator[LoadedFile]:
    yield first
    yield from rest


def _nothing(refused: Sequence[Refused]) -> InputWrong:
    findings = [finding for file in refused for finding in file.error.findings]
    return InputWrong(
        N_("Nothing was loaded, because all or nothing was asked for. {reasons}"),
        findings=findings,
        reasons=" ".join(str(file.error) for file in refused),
    )


class _Linker:
    """Gives fleet transactions their vehicle, with the registers in the store and those of this load."""

    TABLES = ("vehicle", "vehicle_plate", "fleet_card")

    def __init__(self, store: Store) -> None:
        self._known = {name: store.register(name) for name in self.TABLES}

    def link(self, intake: Intake) -> Intake:
        from vloot.linking import SERIES_NAME, link_vehicles
        from vloot.specifications import link_specifications

        intake = link_specifications(intake, self._known["vehicle"], self._known["vehicle_plate"])
        for name in self.TABLES:
            if name in intake.frames:
                both = [self._known[name], intake.frames[name]]
                self._known[name] = pl.concat(both, how="diagonal_relaxed")
        if SERIES_NAME not in intake.series:
            return intake
        vehicles, plates, cards = (self._known[name] for name in self.TABLES)
        return link_vehicles(intake, vehicles, plates, cards)


__all__ = ["Loading", "Refused", "Unpacked", "Wishes", "load_files", "parse_mapping"]
