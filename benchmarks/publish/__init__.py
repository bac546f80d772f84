"""What was measured, made fit to be read: tables, plots, a report, a history and the README.

``python -m benchmarks.publish FILE…`` takes in the JSON of runs; without files it makes everything
anew from what it took in before. saved.py says what of a run is kept.
"""
