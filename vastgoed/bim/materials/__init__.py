"""What elements are made of: materials with their share of the element, volumes and weights, each with its source.

`parts` says which elements count so that nothing counts twice, `layers` reads materials, `amounts` volumes and
weights, `run` is the job of the child process, `read` the parent's side.
"""
