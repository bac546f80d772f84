"""Trust: what survives that should, what goes that should, and whether every rule earns its place.

``corpus`` and ``cases`` read the pages that the project wrote for its tests, and ``written`` counts
what becomes of them; ``rules``, ``guards`` and ``losses`` look at the corpora.
"""
