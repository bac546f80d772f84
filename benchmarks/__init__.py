"""Measurements of cleaner: quality against labelled corpora, and speed."""
