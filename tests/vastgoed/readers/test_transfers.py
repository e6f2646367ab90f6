from datetime import date

from vastgoed.readers.transfers import LONG_AGO, read, recognise


def test_a_transfer_is_two_rows(csv_file):
    head = csv_file(
        "Objectcode;Entiteit;Rol;Geldig van;Geldig tot\n"
        "GB-1;ENT02;beheerder;;01-07-2020\nGB-1;ENT01;beheerder;01-07-2020;\nGB-1;ENT05;huisbewaarder;;\n"
    )
    assert recognise(head)
    intake = read(head, {})
    rows = intake.frames["asset_role"]
    assert rows["valid_from"].to_list() == [LONG_AGO, date(2020, 7, 1)]
    assert rows["valid_until"].to_list() == [date(2020, 7, 1), None]
    assert set(rows["role"]) == {"manager"}
    assert intake.rejected["value"].to_list() == ["huisbewaarder"]


def test_a_role_that_ends_before_it_begins_is_kept_out(csv_file):
    head = csv_file("Objectcode;Entiteit;Rol;Geldig van;Geldig tot\nGB-1;E;eigenaar;02-01-2020;01-01-2020\n")
    intake = read(head, {})
    assert intake.frames["asset_role"].is_empty()
    assert intake.rejected["value"].to_list() == ["01-01-2020"]
