from vastgoed.readers.entities import read, recognise


def test_codes_get_their_one_spelling_and_wrong_ones_are_said(csv_file, only):
    head = csv_file(
        "Entiteitcode;Naam;OVO-code;KBO-nummer\n"
        "E1;Eerste;ovo 1834;0403.019.261\nE2;Tweede;OVO002949;0403019262\nE3;Derde;OV9;12\n"
    )
    assert recognise(head)
    intake = read(head, {})
    entities = intake.frames["entity"]
    assert entities["ovo_code"].to_list() == ["OVO001834", "OVO002949", "OV9"]
    assert entities["kbo_number"].to_list() == ["0403019261", "0403019262", None]
    assert "OVO001834" in str(only(intake.findings, "estate.ovo.corrected"))
    assert "OV9" in str(only(intake.findings, "estate.ovo.invalid"))
    assert "0403019262" in str(only(intake.findings, "estate.kbo.check_digits"))
    assert "12" in str(only(intake.findings, "estate.kbo.invalid"))


def test_a_nine_digit_company_number_gets_its_zero_when_the_check_agrees(csv_file):
    head = csv_file("Entiteitcode;Naam;KBO-nummer\nE1;Eerste;403.019.261\nE2;Tweede;403.019.262\n")
    assert read(head, {}).frames["entity"]["kbo_number"].to_list() == ["0403019261", None]


def test_a_list_of_names_without_any_number_is_something_else(csv_file):
    assert not recognise(csv_file("Entiteitcode;Naam\nE1;Eerste\n"))
