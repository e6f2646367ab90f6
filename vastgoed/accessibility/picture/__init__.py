"""Floor plans of the accessibility of a model: `floors` gathers what is drawn, `draw` draws it, `files` writes it."""
