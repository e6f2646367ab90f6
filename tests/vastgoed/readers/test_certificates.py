from datetime import date

from vastgoed.readers.certificates import read, recognise


def test_kinds_are_codes_and_a_backward_term_is_kept_out(csv_file):
    head = csv_file(
        "VIM gebouwcode;Certificaat;Afgeleverd op;Geldig tot;Niveau\n"
        "G1;EPC NR;1-3-2024;;C\nG1;Liftkeuring;1-3-2025;1-3-2024;\nG1;zwemdiploma;1-3-2025;;\nG2;GRO;;;goed\n"
    )
    assert recognise(head)
    intake = read(head, {})
    assert intake.frames["certificate"].select("asset_code", "kind", "issued_on", "level").rows() == [
        ("G1", "epc_nr", date(2024, 3, 1), "C")
    ]
    refused = intake.rejected.select("row", "code").rows()
    assert refused == [(3, "estate.period.backwards"), (4, "intake.choice.unknown"), (5, "intake.value.missing")]
    assert intake.rows_read == 4
