from datetime import date

from vastgoed.readers.infrastructure import read, recognise


def test_infrastructure_is_a_managed_asset_of_its_own_kind(csv_file):
    head = csv_file(
        "Objectcode;Naam;Soort;Beheerder;Gemeente;Geldig van;Geldig tot\n"
        "TI-1;Sluis Netearm;Sluis;ENT03;Gent;01-02-2020;\nTI-2;Tunnel;tunnel;ENT04;Gent;01-02-2020;01-01-2019\n"
    )
    assert recognise(head)
    intake = read(head, {})
    asset = intake.frames["managed_asset"].row(0, named=True)
    assert (asset["code"], asset["kind"], asset["valid_from"]) == ("TI-1", "infrastructure", date(2020, 2, 1))
    assert intake.frames["infrastructure"]["sort"].to_list() == ["sluis"]
    assert intake.rejected["code"].to_list() == ["estate.period.backwards"]
