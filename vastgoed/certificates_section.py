"""The section on certificates and duties: what holds, what expires, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.certificates import STATES, compute_certificates
from vastgoed.code_lists import codes, name_of
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_SHOWN = 8


def certificates_on(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    """The state of each certificate on the day, once per set of options; columns of `CERTIFICATES`."""

    def work() -> pl.DataFrame:
        return compute_certificates(inputs.certificate, compute_buildings(inputs, options.day), options.day)

    return inputs.remember("certificates", options.day, work)


def certificates_section(inputs: EstateInputs, options: EstateOptions, with_list: bool = False) -> Section:
    """How many certificates of each kind hold, expire, have expired or are missing.

    Args:
        inputs: The registers.
        options: The day.
        with_list: With every certificate beside the counts.
    """
    found = certificates_on(inputs, options)
    held = found.filter(pl.col("state") != "missing")
    expired = found.filter(pl.col("state") == "expired")
    missing = found.filter(pl.col("state") == "missing")
    message = translate(
        N_(
            "{held} certificates of {buildings} buildings on {day}: {expired} have expired, {missing} are missing "
            "by duty."
        ),
        {
            "held": held.height,
            "buildings": held["asset_code"].n_unique(),
            "day": options.day,
            "expired": expired.height,
            "missing": missing.height,
        },
    )
    year = options.report_year
    blocks: list[Block] = [
        Figure(f"vastgoed.certificaten.vervallen.{year}", _("Certificates that have expired"), expired.height, "", 0),
        Figure(f"vastgoed.certificaten.ontbrekend.{year}", _("Certificates missing by duty"), missing.height, "", 0),
        _counts(found),
    ]
    if with_list:
        blocks.append(_list(found, inputs, options))
    return Section("vastgoed.certificaten", _("Certificates and duties"), message, blocks, _findings(expired, missing))


def _counts(found: pl.DataFrame) -> Table:
    states = [state for state in STATES if state != "no_term"]
    kinds = [kind for kind in codes("certificate") if kind in found["kind"].to_list()]
    rows = []
    for kind in kinds:
        of_kind = found.filter(pl.col("kind") == kind)["state"].to_list()
        # What has no term holds.
        counts = {
            state: of_kind.count(state) + (of_kind.count("no_term") if state == "valid" else 0) for state in states
        }
        rows.append({"kind": name_of("certificate", kind), **counts})
    return Table(
        "vastgoed.certificaten.soorten",
        _("Per kind"),
        [
            Column("kind", _("Certificate")),
            *(Column(state, _(STATES[state]).capitalize(), decimals=0) for state in states),
        ],
        rows,
        _("Missing is counted only for kinds that every building must have (data/vastgoed/certificate_kinds.csv)."),
    )


def _list(found: pl.DataFrame, inputs: EstateInputs, options: EstateOptions) -> Table:
    names = compute_buildings(inputs, options.day).select("asset_code", "name")
    rows = found.join(names, on="asset_code", how="left", maintain_order="left")
    return Table(
        "vastgoed.certificaten.lijst",
        _("Every certificate"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("kind_name", _("Certificate")),
            Column("level", _("Level")),
            Column("issued_on", _("Issued on")),
            Column("valid_until", _("Holds until")),
            Column("term", _("Term from")),
            Column("state_name", _("State")),
        ],
        [
            {
                **row,
                "kind_name": name_of("certificate", row["kind"]),
                "term": {"certificate": _("certificate"), "rule": _("rule of its kind")}.get(
                    row["term_from"] or "", ""
                ),
                "state_name": _(STATES[row["state"]]),
            }
            for row in rows.iter_rows(named=True)
        ],
    )


def _findings(expired: pl.DataFrame, missing: pl.DataFrame) -> list[Finding]:
    found = []
    for rows, code, text, remedy in (
        (
            expired,
            "estate.certificate.expired",
            N_("Certificates that have expired: {count} ({examples})."),
            N_("Have them renewed, and load the new ones."),
        ),
        (
            missing,
            "estate.certificate.missing",
            N_("Certificates missing by duty: {count} ({examples})."),
            N_("Load them when they exist, else have them made."),
        ),
    ):
        if rows.height:
            some = [f"{code_}: {name_of('certificate', kind)}" for code_, kind in
                    rows.select("asset_code", "kind").head(_SHOWN).rows()]  # fmt: skip
            more = " …" if rows.height > _SHOWN else ""
            evidence = {
                "count": rows.height,
                "examples": "; ".join(some) + more,
                "assets": rows["asset_code"].to_list(),
            }
            found.append(Finding(code, Severity.WARNING, text, evidence, remedy=remedy))
    return found
