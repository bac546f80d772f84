"""The report: one HTML file to judge by eye what cleaning has done.

pages.py turns every cleaned page into a row and a body, figures.py counts, builder.py packs, and
document.py writes the file. How it looks and works is in report.html, report.css and the scripts
beside them.
"""

from cleaner.report.builder import Builder

__all__ = ["Builder"]
