"""Information requirements (IDS 1.0) checked on models: Koers' own and the user's.

`guard` refuses hostile files before a parser expands them, `run` judges in the child process with ifctester and
corrects what it does not do (units of attributes), `check` gathers, `section` and `topics` show.
"""
