"""Fuzzing by hand: `make fuzz SEED=1 COUNT=1000000`."""

import argparse
import sys
import time
import warnings
from pathlib import Path
from typing import get_args

from fuzz.inputs import Kind
from fuzz.run import BATCH, run


def main() -> int:
    """Fuzz, print a line, and return 1 where an input failed."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000, help="inputs, half text, half HTML")
    parser.add_argument("--explained", type=int, default=32, metavar="N",
                        help="explain one input of N, which takes longest")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="for what failed")
    options = parser.parse_args()
    warnings.simplefilter("error")  # one of numpy about our columns is a mistake of ours
    begin, failed = time.monotonic(), 0
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        done, before, spent = 0, failed, time.process_time()
        for failures in run(kind, options.seed, options.count // len(kinds), options.explained):
            done += BATCH
            for failure in failures:
                failed += 1
                print(f"{failure.save(options.out)}: {failure.reason}", flush=True)
            if done // BATCH % 1000 == 0:
                print(f"{kind}: {done} done, {failed} failed", file=sys.stderr, flush=True)
        spent = time.process_time() - spent
        print(f"{kind}: {failed - before} failed, {spent:.0f} s of processor time", file=sys.stderr)
    print(
        f"{options.count} inputs with seed {options.seed}, half text, half HTML: {failed} failed, "
        f"{time.monotonic() - begin:.0f} s"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
