"""Real estate: the portfolio, floor areas, building models, the accessibility label and the transfer plan.

Lives here: what a building is, and what it measures. Never lives here: kilowatt-hours, vehicles, the store,
a command line or a screen.
"""
