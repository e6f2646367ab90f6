"""The accessibility label, indicatively: measured values against criteria that are data.

`criteria` reads the criteria and the parts of the chain, `measured` the notation of a value, `checks` holds one
function per kind of rule, `conditions` says to which element a criterion applies, `missing` what was not measured,
`assess` gives the verdicts and the level. Only the agency that owns the label grants one.
"""
