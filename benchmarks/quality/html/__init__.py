"""How well extractors turn HTML pages into their main text, and what processor time they take.

``python -m benchmarks.quality html --data DIR`` runs it: systems.py has the extractors, timing.py
runs them page by page, scores.py scores a page, summaries.py a group of pages; report.py gathers
everything, markdown.py writes it.
"""
