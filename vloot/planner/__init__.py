"""Planning a fleet over years: which vehicles to buy, keep, use and sell at the least cost inside every limit.

Lives here: the problem as plain values, its linear model, the solver and the plan. Never lives here: registers, files,
screens. The same model plans the government's own vehicles and solves the public fleet benchmark.
"""
