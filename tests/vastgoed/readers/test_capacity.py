from vastgoed.readers.capacity import read, recognise


def test_quarters_get_one_spelling_and_an_empty_limit_stays_open(csv_file):
    head = csv_file("Kwartaal;Gebouwen;Oppervlakte (m2);VTE\n2027-K1;2;6000;130\nQ2 2027;3;;150,5\nlente;1;1;1\n")
    assert recognise(head)
    intake = read(head, {})
    rows = intake.frames["transfer_capacity"]
    assert rows["quarter"].to_list() == ["2027Q1", "2027Q2"]
    assert rows["area_m2"].to_list() == [6000.0, None]
    assert rows["staff_fte"].to_list() == [130.0, 150.5]
    assert intake.rejected["value"].to_list() == ["lente"]
