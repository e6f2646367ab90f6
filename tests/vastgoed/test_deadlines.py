from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from vastgoed.deadlines import KINDS, calendar_text, compute_deadlines
from vastgoed.deadlines_section import deadlines_calendar
from vastgoed.options import EstateOptions
from vastgoed.sections import calendar

OPTIONS = EstateOptions(report_year=2025)


@pytest.fixture
def inputs(estate):
    contracts = [
        {"contract_code": "1", "asset_code": "A", "contract_end": date(2027, 6, 30), "notice_date": date(2026, 6, 30)},
        {"contract_code": "2", "asset_code": "B", "contract_end": date(2025, 6, 30), "notice_date": date(2024, 6, 30)},
        {"contract_code": "3", "asset_code": "A", "contract_end": date(2020, 6, 30)},
        {"contract_code": "4", "asset_code": "C", "contract_end": date(2040, 1, 1), "notice_date": date(2025, 1, 1)},
        {"contract_code": "5", "asset_code": "D", "contract_end": date(2026, 1, 1)},
    ]
    value = {"audit_code": "X", "criterion_id": "DOR-03", "element": "d", "scope": "visitor", "value": "95"}
    return estate(
        [{"asset_code": code} for code in "ABC"] + [{"asset_code": "D", "valid_until": date(2025, 1, 1)}],
        contract=[{"import_id": 2, **row} for row in contracts],
        audit=[{"audit_code": "X", "asset_code": "C", "audited_on": date(2021, 3, 1)}],
        audit_value=[value],
    )


def rows(frame):
    return frame.select("due", "kind", "asset_code", "is_past").rows()


def test_terms_come_by_day_and_what_can_no_longer_be_done_is_left_out(inputs):
    assert rows(compute_deadlines(inputs, OPTIONS)) == [
        (date(2025, 6, 30), "lease_end", "B", True),
        (date(2026, 3, 1), "label", "C", False),
        (date(2026, 6, 30), "notice", "A", False),
        (date(2027, 6, 30), "lease_end", "A", False),
    ]


def test_a_nearer_horizon_shows_less(inputs):
    assert [row[1] for row in rows(compute_deadlines(inputs, OPTIONS, months=3))] == ["lease_end", "label"]


def test_certificates_stand_between_the_rest(inputs):
    held = [
        {"asset_code": code, "kind": "epc_nr", "issued_on": date(2024, 1, 1), "valid_until": date(2026, 5, 1)}
        for code in ("A", "Z")
    ]
    schema = inputs.certificate.schema
    whole = [{column: row.get(column) for column in schema} for row in held]
    with_certificates = replace(inputs, certificate=pl.DataFrame(whole, schema=schema))
    found = compute_deadlines(with_certificates, OPTIONS).filter(kind="certificate")
    assert found.select("asset_code", "what").rows() == [("A", "EPC NR (non-residential)")]


def test_the_section_says_how_many(inputs):
    section = calendar(inputs, OPTIONS)
    assert section.message == "3 things expire within 24 months after 2025-12-31; 1 have expired already."
    assert len(section.blocks[0].rows) == 4


def test_the_calendar_file_follows_the_standard_and_keeps_its_identities(inputs):
    text = deadlines_calendar(inputs, OPTIONS)
    assert text == deadlines_calendar(inputs, OPTIONS)
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "\n" not in text.replace("\r\n", "")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    identities = [line for line in lines if line.startswith("UID:")]
    assert len(set(identities)) == 3


def test_long_and_strange_names_are_folded_and_escaped(estate):
    name = "Gebouw met een heel lange naam, één; twee \\ drie én vier – " * 3
    inputs = estate(
        [{"asset_code": "A", "name": name}],
        contract=[{"contract_code": "1", "asset_code": "A", "contract_end": date(2026, 6, 30)}],
    )
    text = calendar_text(compute_deadlines(inputs, OPTIONS), KINDS, OPTIONS.day)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").strip() in whole
