"""Corpora in files: many pages to a file, read and written one after the other.

Every format is a module with `read`: records out of a file. What is written is JSON Lines, of which
tables.py makes Parquet. compressed.py opens files packed with gzip or zstd, sources.py knows
formats by their names.
"""
