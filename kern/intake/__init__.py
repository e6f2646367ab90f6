"""One contract for every reader: recognise(head) and read(head, mapping) -> frames, rejected rows and findings.

Lives here: opening files by content, finding the heading row, matching headings, parsing cells. Never lives
here: what a column means to a room, the database, the screen.
"""
