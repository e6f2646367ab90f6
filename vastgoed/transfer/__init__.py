"""Moving the management of buildings to the agency: who is in scope, who is ready, who moves when.

`scope` applies the 25 % rule, `rules` the hard rules, `readiness` the eight parts, `value` what a move
is worth, `plan` the order under capacity. Every step takes and returns frames and gives a reason per building.
"""
