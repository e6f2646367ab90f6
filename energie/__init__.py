"""Energy: meters, readings, consumption, emissions and the energy trajectories.

Lives here: what a kilowatt-hour means. Never lives here: floor areas of its own (the desk joins them in),
vehicles, the store, a command line or a screen.
"""
