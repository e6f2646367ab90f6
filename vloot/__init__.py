"""Fleet: vehicles, fuel and charging, emissions and the course to −40 %.

Lives here: pure functions over frames, the tables and series of the fleet, the readers of its files.
Never lives here: screen, command line, database, a number that belongs in `data/`.
"""
