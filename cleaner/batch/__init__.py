"""Runs over whole corpora: worker processes that can be stopped, and a ledger to go on from.

plan.py cuts the records into chunks, pool.py cleans them in processes, ledger.py writes what came
of them so that a run that was killed can go on, run.py joins the three.
"""
