"""How well a cleaner of scraped text works, measured on public corpora of labelled pages.

Pages are flattened by naive renderers, cleaned by the systems under test, and scored against the
gold text of their corpus.  ``python -m benchmarks.quality text --data DIR`` runs it.
"""
