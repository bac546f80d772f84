"""Training of the learned score: from the public corpora to the weights file, with one command.

    python -m benchmarks.train --data DIR --out cleaner/score/text.npz

examples.py turns pages into columns with cleaner's own code, rewriting.py makes pages of unknown
scripts out of them, model.py is the network of cleaner/score/network.py in PyTorch, fit.py trains
it, and export.py writes what numpy evaluates.
"""
