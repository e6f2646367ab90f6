from kern.register import REGISTERS


def test_keys_and_references_are_columns_that_exist():
    names = {table.name: table for table in REGISTERS}
    for table in REGISTERS:
        columns = set(table.model.model_fields)
        assert set(table.key) <= columns
        assert set(table.references) <= columns
        for target in table.references.values():
            other, column = target.split(".")
            assert column in names[other].model.model_fields


def test_every_register_row_carries_its_import():
    for table in REGISTERS:
        assert {"import_id", "source_sheet", "source_row"} <= set(table.model.model_fields)
