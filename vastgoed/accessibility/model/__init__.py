"""From the geometry of a model to measured values: what can be measured of each door, room, stair, ramp, lift, toilet.

`measure.py` runs the list of measurers over one model; each is a function of a `Plan` that yields `ModelValue`s. A new
one is a new file and one line in `measure.MEASURERS`.
"""
