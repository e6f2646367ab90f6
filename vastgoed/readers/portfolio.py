"""The property database as workbook or CSV: buildings, their areas by function, and the contracts on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.findings import Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.headings import normalise_heading
from kern.intake.mapping import claim_headings, explain_unknown
from kern.language import N_, _
from vastgoed.building_rows import building_frames
from vastgoed.checks import OF_BUILDINGS, OF_CONTRACTS, OF_SPLITS, run_checks
from vastgoed.code_lists import choices
from vastgoed.identifiers import has_kbo_check, kbo_digits
from vastgoed.inputs import EstateInputs
from vastgoed.options import EstateOptions
from vastgoed.portfolio_fields import area_fields, building_fields, contract_fields
from vastgoed.sheet_rows import SheetRows, text_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.findings import Finding
    from kern.intake.contract import SheetHead
    from kern.intake.fields import Field

_CODE = ("VIM gebouwcode", "VIM-gebouwcode", "Gebouwcode", "VIM code")
_OF_BUILDINGS = ("Functie gebouw", "Bouwjaar", "Beheerder", "Eigendomsrechten", "Virtueel gebouw", "Postcode")
_LIKE_BUILDINGS = 2
_FIELDS = {"buildings": building_fields, "areas": area_fields, "contracts": contract_fields}
_TITLE = N_("property database")
_NO_DAY = date(2000, 1, 1)
_ERROR_SHARE = r"±\s*(\d+(?:[.,]\d+)?)\s*%"


def _kind(sheet: SheetHead) -> str | None:
    """What a sheet holds, by its headings: buildings, areas or contracts."""
    if not any(sheet.has(code) for code in _CODE):
        return None
    if sheet.has("Functie", "Oppervlakte (m2)"):
        return "areas"
    if sheet.has("Contractnummer") or sheet.has("Huurcontract"):
        return "contracts"
    if sum(sheet.has(heading) for heading in _OF_BUILDINGS) >= _LIKE_BUILDINGS:
        return "buildings"
    return None


def _kind_said(sheet: SheetHead, mapping: Mapping[str, str]) -> str | None:
    """What a sheet holds for a user who says that it belongs here: by its fields, under any heading they may have."""
    for kind in ("areas", "contracts", "buildings"):
        fields = _FIELDS[kind]()
        claims, _unknown = claim_headings(sheet, fields, mapping)
        if not all(field.name in claims for field in fields if field.required):
            continue
        if kind != "buildings" or len(_marks(fields, claims, sheet, mapping)) >= _LIKE_BUILDINGS:
            return kind
    return None


def _marks(
    fields: tuple[Field, ...], claims: Mapping[str, object], sheet: SheetHead, mapping: Mapping[str, str]
) -> set[str]:
    """The fields that tell buildings from other lists with a code, and those the user named himself."""
    usual = {field.name for field in fields if field.headings[0] in _OF_BUILDINGS}
    return {name for name in claims if name in usual | _named(sheet, mapping)} - {"asset_code"}


def _named(sheet: SheetHead, mapping: Mapping[str, str]) -> set[str]:
    """The fields that the user's mapping gives to headings of this sheet."""
    found = {normalise_heading(heading) for heading in sheet.headings}
    return {name for heading, name in mapping.items() if normalise_heading(heading) in found}


def _kinds(head: FileHead, mapping: Mapping[str, str]) -> list[tuple[SheetHead, str]]:
    """The sheets that belong here and what each holds.

    Raises:
        InputWrong: None does.
    """
    kinds = [
        (sheet, _kind(sheet) or (_kind_said(sheet, mapping) if _named(sheet, mapping) else None))
        for sheet in head.sheets
    ]
    if not any(kind for _sheet, kind in kinds):
        kinds = [(sheet, _kind_said(sheet, mapping)) for sheet in head.sheets]
    known = [(sheet, kind) for sheet, kind in kinds if kind is not None]
    if not known:
        raise _unclear(head, mapping)
    return known


def _unclear(head: FileHead, mapping: Mapping[str, str]) -> InputWrong:
    """What the sheet that comes closest lacks, and what its unknown headings may be."""
    if not head.sheets:
        return InputWrong(N_("File {file} has no table. Check that the right file was saved."), file=head.shown_name)
    claimed = {
        (place, kind): claim_headings(sheet, fields(), mapping)[0]
        for place, sheet in enumerate(head.sheets)
        for kind, fields in _FIELDS.items()
    }
    place, kind = max(claimed, key=lambda key: len(claimed[key]))
    sheet, fields, claims = head.sheets[place], _FIELDS[kind](), claimed[place, kind]
    missing = [field.headings[0] for field in fields if field.required and field.name not in claims]
    text = N_(
        "File {file} cannot be read as {kind}. Required columns that are missing: {missing}. Headings found: {found}. "
        'Say with --kaart "heading=field" which column is which.'
    )
    if not missing:
        text = N_(
            "File {file} cannot be read as {kind}. It needs at least {least} of the columns {wanted}. "
            'Headings found: {found}. Say with --kaart "heading=field" which column is which.'
        )
    return InputWrong(
        text,
        findings=explain_unknown(head, sheet, fields, mapping),
        file=head.shown_name,
        kind=_(_TITLE),
        missing=", ".join(missing),
        least=_LIKE_BUILDINGS,
        wanted=", ".join(_OF_BUILDINGS),
        found=", ".join(filter(None, sheet.headings)) or "–",
    )


def _all_fields() -> tuple[Field, ...]:
    return (*building_fields(), *area_fields(), *contract_fields())


def recognise(head: FileHead) -> bool:
    """Whether some sheet lists buildings, their areas by function, or contracts, under VIM codes."""
    return any(_kind(sheet) is not None for sheet in head.sheets)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read every sheet that belongs to the property database.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Registers `managed_asset` and `building`, `function_area`, `contract`, for the sheets that are there.

    Raises:
        InputWrong: A required column is missing, or no sheet belongs here.
    """
    intake = Intake(rejected=pl.DataFrame())
    rejected, emptied = [], []
    for sheet, kind in _kinds(head, mapping):
        rows = SheetRows.read(head, sheet, _FIELDS[kind](), mapping)
        frames = {"buildings": building_frames, "areas": _area_frames, "contracts": _contract_frames}[kind](rows)
        for name, frame in frames.items():
            parts = [intake.frames[name], frame] if name in intake.frames else [frame]
            intake.frames[name] = pl.concat(parts, how="diagonal")
        intake.findings += rows.findings
        intake.rows_read += rows.rows_read
        rejected.append(rows.all_rejected())
        emptied.append(rows.all_emptied())
    intake.findings += _check(head, intake.frames)
    intake.rejected, intake.emptied = pl.concat(rejected), pl.concat(emptied)
    intake.frames = {name: frame for name, frame in intake.frames.items() if frame.height}
    return intake


def _check(head: FileHead, frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """The checks that a file of buildings can be put to by itself, as on its newest day."""
    if "building" not in frames:
        return []
    days = [
        frames[table][column].drop_nulls().max()
        for table, column in (("building", "last_changed_at"), ("managed_asset", "valid_from"))
        if column in frames[table].columns
    ]
    newest = next((day for day in days if isinstance(day, date)), _NO_DAY)
    checks = [*OF_BUILDINGS]
    checks += OF_SPLITS if "function_area" in frames else ()
    checks += OF_CONTRACTS if "contract" in frames else ()
    found = run_checks(tuple(checks), EstateInputs(**frames), EstateOptions(as_of=newest))
    return [replace(finding, where=Where(head.shown_name)) for finding in found]


def _area_frames(rows: SheetRows) -> dict[str, pl.DataFrame]:
    """Areas by function; two wordings of one function in a building are added up, a repeated one is a contradiction."""
    columns: dict[str, pl.Expr] = {}
    if rows.has("method"):
        error = pl.col("method").str.extract(_ERROR_SHARE, 1).str.replace(",", ".", literal=True)
        columns["error_share"] = error.cast(pl.Float64) / 100
    frame = rows.frame.with_columns(**columns)
    if not frame.select("asset_code", "function").is_duplicated().any():
        return {"function_area": frame}
    key = ["asset_code", "function"]
    worded = frame.join(_wordings(rows), on="source_row", how="left", maintain_order="left")
    distinct = pl.col("wording").n_unique().over(key) == pl.len().over(key)
    first = [pl.col(name).first() for name in frame.columns if name not in (*key, "area_m2", "error_share")]
    largest = [pl.col("error_share").max()] if "error_share" in frame.columns else []
    summed = (
        worded.filter(distinct)
        .group_by(key, maintain_order=True)
        .agg(pl.col("area_m2").sum(), *first, *largest)
        .select(frame.columns)
    )
    return {"function_area": pl.concat([summed, worded.filter(~distinct).select(frame.columns)]).sort("source_row")}


def _wordings(rows: SheetRows) -> pl.DataFrame:
    """The function as written, per row."""
    from kern.intake.headings import heading_fits
    from kern.intake.table import read_text_table

    table = read_text_table(rows.head, rows.sheet)
    place = next((i for i, heading in enumerate(rows.sheet.headings) if heading_fits(heading, "Functie")), None)
    wording = pl.lit(None, pl.String) if place is None else pl.col(f"c{place}").str.strip_chars().str.to_lowercase()
    return table.frame.select("source_row", wording=wording)


def _contract_frames(rows: SheetRows) -> dict[str, pl.DataFrame]:
    if rows.has("contract_start", "contract_end"):
        rows.keep_out(
            pl.col("contract_end") <= pl.col("contract_start"),
            "estate.period.backwards",
            "contract_end",
            pl.col("contract_end").dt.strftime("%d-%m-%Y"),
        )
    rows.replace(
        "kbo_number",
        kbo_digits(pl.col("kbo_number")),
        "estate.kbo.invalid",
        N_("Company numbers without ten digits, left out: {count} (row: value): {examples}."),
        N_("Correct them; a company number looks like 0403.019.261."),
    )
    if rows.has("kbo_number"):
        rows.say(
            rows.frame.filter(~has_kbo_check(pl.col("kbo_number"))),
            "kbo_number",
            "estate.kbo.check_digits",
            N_("Company numbers with wrong check digits, kept: {count} (row: value): {examples}."),
            N_("Look the company up in the Crossroads Bank for Enterprises and correct the number."),
        )
    if rows.has("use_right"):
        rows.frame = rows.frame.with_columns(text_choice(choices("use_right"), "use_right"))
    return {"contract": rows.frame}


READER = Reader(
    kind="estate.portfolio",
    title=_TITLE,
    recognise=recognise,
    read=read,
    example="vastgoed/vastgoeddatabank-2025.xlsx",
    headings=("VIM gebouwcode", "Naam", "Beheerder", "Functie gebouw", "Bouwjaar", "Bruto vloeroppervlakte (BVO)"),
    fields=_all_fields,
)
