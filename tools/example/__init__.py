"""The example portfolio, piece by piece: everything in it is invented, everything has the form of the real thing.

`tools/make_example.py` calls the modules here and writes `data/example`. The same code gives the same bytes: every
module draws from its own named random stream, and no file carries the day it was made.
"""
