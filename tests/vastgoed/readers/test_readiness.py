from vastgoed.readers.readiness import read, recognise


def test_parts_are_codes_and_percentages_are_shares(csv_file, only):
    head = csv_file(
        "VIM gebouwcode;Onderdeel;Stand (%);Bewijs;Datum\n"
        "G1;data volledig;80;uittreksel;01-02-2026\nG1;trekker in de entiteit;100;;01-02-2026\nG1;geluk;10;;\n"
        "G1;contracten overdraagbaar;120;;\n"
    )
    assert recognise(head)
    intake = read(head, {})
    rows = intake.frames["transfer_readiness"]
    assert rows["part"].to_list() == ["data", "sponsor"]
    assert rows["status_share"].to_list() == [0.8, 1.0]
    assert "3: sponsor" in str(only(intake.findings, "estate.readiness.no_evidence"))
    assert intake.rejected["code"].to_list() == ["intake.choice.unknown", "intake.number.too_high"]
