"""Where data lives: registers in SQL tables, series in Delta tables, both written in one step.

Lives here: the engine, migrations, loading, corrections, quarantine, healing after a crash, undo. Never lives
here: what a row means to a room; the store is told which registers and series there are.
"""
