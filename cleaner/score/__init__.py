"""The learned score: what a line's words, shape and neighbours say about it, evaluated with numpy
alone."""
