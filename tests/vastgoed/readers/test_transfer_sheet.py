"""The files of the transfer: codes out of words, quarters out of text, empty keys, and what is kept out."""

from datetime import date

import pytest

from vastgoed.readers import READERS, baselines, capacity, costs, decisions, dependencies, plans, services, tasks

TRANSFER = {
    reader.kind: reader
    for reader in (module.READER for module in (tasks, costs, baselines, services, dependencies, decisions, plans))
}


def test_tasks_and_staff(csv_file):
    head = csv_file(
        "VIM gebouwcode;Taakdomein;Functie personeel;VTE nu;VTE die meekomt;Uitgevoerd door\n"
        "G1;netwerkbeheer;;0,4;0,4;eigen dienst\nG1;ICT;helpdesk;1,5;0;eigen dienst\nG1;tuinbouw;;1;1;\n"
        "G1;technisch beheer;technicus;-1;;\n"
    )
    intake = tasks.read(head, {})
    rows = intake.frames["transfer_task"]
    assert rows.select("domain", "staff_function", "task_fte").rows() == [
        ("network_management", "", 0.4),
        ("ict", "helpdesk", 1.5),
    ]
    assert intake.rejected["code"].to_list() == ["intake.choice.unknown", "intake.number.too_low"]


def test_costs_and_frozen_costs_are_two_kinds_of_file(csv_file):
    head = csv_file(
        "VIM gebouwcode;Jaar;Kostenpost;Bedrag (euro);Waarvan vermijdbaar (euro);Bron\n"
        "G1;2025;poetsdienst;1.200,50;;boekhouding\nG1;2025;eenmalig;50000;;raming\nG1;2025;snoep;5;;\n"
    )
    intake = costs.read(head, {})
    assert intake.frames["building_cost"].select("cost_line", "amount_eur").rows() == [
        ("cleaning", 1200.5),
        ("one_off", 50000.0),
    ]
    assert intake.rejected["value"].to_list() == ["snoep"]
    frozen = csv_file(
        "VIM gebouwcode;Bevroren op;Post nulmeting;Referentiejaar;Bevroren bedrag (euro);VTE gehuisvest\n"
        "G1;01-02-2026;huur;2025;9000;40\n"
    )
    assert not costs.recognise(frozen)
    assert baselines.read(frozen, {}).frames["cost_baseline"].row(0, named=True)["frozen_on"] == date(2026, 2, 1)


def test_services_say_whether_they_can_be_taken_over(csv_file):
    head = csv_file(
        "VIM gebouwcode;Dienstcontract;Voorwerp;Leverancier;Einddatum;Overdraagbaar\n"
        "G1;DC-1;schoonmaak;Poets;01-01-2028;ja\nG1;DC-2;liften;Liften;;\n"
    )
    rows = services.read(head, {}).frames["service_contract"]
    assert rows["is_transferable"].to_list() == [True, None]


def test_dependencies_may_lack_a_day_and_may_be_of_an_entity(csv_file):
    head = csv_file(
        "Gebouw of entiteit;Afhankelijkheid;Wat;Klaar op\nENT03;besluit;;30-06-2027\nG1;netwerk;glasvezel;\n"
    )
    rows = dependencies.read(head, {}).frames["transfer_dependency"]
    assert rows.select("applies_to", "dependency", "subject", "ready_on").rows() == [
        ("ENT03", "decree", "", date(2027, 6, 30)),
        ("G1", "network", "glasvezel", None),
    ]


def test_decisions_fix_or_release_and_need_a_reason_and_who(csv_file):
    head = csv_file(
        "VIM gebouwcode;Beslist op;Vast kwartaal;Beslist door;Reden\n"
        "G1;01-03-2026;2027-K2;directiecomité;verhuis\nG1;01-06-2026;;directiecomité;uitstel\n"
        "G2;01-03-2026;lente;directiecomité;verhuis\nG3;01-03-2026;2027Q2;;verhuis\n"
    )
    intake = decisions.read(head, {})
    assert intake.frames["transfer_decision"].select("asset_code", "locked_quarter").rows() == [
        ("G1", "2027Q2"),
        ("G1", None),
    ]
    assert set(intake.rejected["code"]) == {"estate.quarter.invalid", "intake.value.missing"}


def test_a_plan_is_read_back(csv_file):
    head = csv_file(
        "Plancode;Gemaakt op;VIM gebouwcode;Gepland kwartaal;Gereedheid (%);Redencode\n"
        "P1;30-06-2025;G1;2027Q3;80;plan.ready\nP1;30-06-2025;G2;;10;plan.rule\n"
    )
    rows = plans.read(head, {}).frames["transfer_plan"]
    assert rows["quarter"].to_list() == ["2027Q3", None]


def test_the_budget_may_stand_in_a_file_of_its_own(csv_file):
    head = csv_file("Kwartaal;Budget (euro)\n2027Q1;160000\nlente;1\n")
    assert capacity.recognise(head)
    intake = capacity.read(head, {})
    assert intake.frames["transfer_capacity"]["budget_eur"].to_list() == [160_000.0]
    assert intake.rejected["code"].to_list() == ["estate.quarter.invalid"]


@pytest.mark.parametrize("kind", TRANSFER)
def test_one_reader_knows_its_own_example(kind, csv_file):
    head = csv_file(";".join(TRANSFER[kind].headings) + "\n" + ";".join("x" for _ in TRANSFER[kind].headings) + "\n")
    assert [reader.kind for reader in READERS if reader.recognise(head)] == [kind]
