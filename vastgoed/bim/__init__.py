"""BIM: the only door to IFC models, from any exporter to one table of facts with their origin.

A file is looked at without a parser (`sniff`), opened in a child process (`worker`, `child`), turned into
rows (`extract` and the files beside it) and handed over as frames with documented columns (`columns`).
Nothing here writes to a database and nothing computes energy.
"""
