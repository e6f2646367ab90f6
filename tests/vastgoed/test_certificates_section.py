from datetime import date

from vastgoed.certificates_section import certificates_section
from vastgoed.options import EstateOptions
from vastgoed.trace import trace

OPTIONS = EstateOptions(report_year=2025)


def inputs_of(estate):
    return estate(
        [{"asset_code": code} for code in "ABC"],
        certificate=[
            {"asset_code": "A", "kind": "epc_nr", "issued_on": date(2019, 1, 1), "import_id": 4},
            {"asset_code": "B", "kind": "epc_nr", "issued_on": date(2025, 1, 1), "import_id": 4},
            {"asset_code": "Z", "kind": "epc_nr", "issued_on": date(2019, 1, 1), "import_id": 4},
        ],
    )


def test_the_section_counts_what_expired_and_what_is_missing(estate, only):
    section = certificates_section(inputs_of(estate), OPTIONS, with_list=True)
    assert section.message == ("2 certificates of 2 buildings on 2025-12-31: 1 have expired, 1 are missing by duty.")
    assert [figure.value for figure in section.figures()] == [1, 1]
    assert "C: EPC NR" in str(only(section.findings, "estate.certificate.missing"))
    listed = section.blocks[-1].rows
    assert [(row["asset_code"], row["state"]) for row in listed] == [
        ("A", "expired"),
        ("B", "valid"),
        ("C", "missing"),
    ]


def test_its_figures_lead_to_their_rows(estate):
    inputs = inputs_of(estate)
    assert trace("vastgoed.certificaten.vervallen.2025", inputs, OPTIONS).rows == [
        {"register": "certificate", "import_id": 4, "rows": 1}
    ]
    assert trace("vastgoed.certificaten.ontbrekend.2025", inputs, OPTIONS).rows == [
        {"register": "building", "import_id": 1, "rows": 1}
    ]
