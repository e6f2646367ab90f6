from vastgoed.readers.resources import read, recognise


def test_quantities_are_kept_in_the_unit_of_their_stream(csv_file):
    head = csv_file(
        "VIM gebouwcode;Jaar;Stroom;Hoeveelheid;Eenheid\n"
        "G1;2025;leidingwater;1250,5;m³\nG1;2025;regenwater;90000;liter\nG1;2025;restafval;2,5;ton\n"
        "G1;2025;maaltijden;1200;\nG1;2025;glas;3;m³\nG1;2025;confetti;3;kg\nG1;2025;pmd;-4;kg\n"
    )
    assert recognise(head)
    intake = read(head, {})
    assert intake.frames["resource_use"].select("kind", "quantity", "unit").rows() == [
        ("water_mains", 1250.5, "m**3"),
        ("water_rain", 90.0, "m**3"),
        ("waste_residual", 2500.0, "kg"),
        ("meals", 1200.0, "count"),
    ]
    assert sorted(intake.rejected["code"]) == ["estate.resource.unit", "intake.choice.unknown", "intake.number.too_low"]
