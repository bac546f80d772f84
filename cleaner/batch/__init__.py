"""Runs over whole corpora: worker processes that can be stopped, and a ledger to go on from.

run.py joins the steps: reading.py reads the records, chunks.py puts them together, pool.py has
processes work on them, ledger.py writes what came of them so that a run that was killed can go on,
and totals.py counts. worker.py is what a process does, cleaning.py and learning.py are its tasks.
restore.py goes the other way.
"""
