"""The foundation of Koers: what every room needs and no room owns.

Here live units, time, the shape of a trajectory, sources, the register's shared nouns, the store,
intake, findings, errors, language and report blocks. Here never come kilowatt-hours with a meaning,
vehicles, labels, a command line or a screen.
"""
