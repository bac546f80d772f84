"""How fast cleaner is, measured in one run with its peers and with the least that a cleaner can do.

`make bench` measures with pytest-benchmark and writes a report; ``CLEANER_BIG=1 make bench`` goes
up to 100 MB and a million lines, ``CLEANER_DATA=DIR make bench`` measures on pages of the public
corpora as well. generated.py makes the pages, bench_*.py measure, report.py writes tables, and
benchmarks/publish draws plots.

Importing the package holds BLAS to one thread, if numpy has not been loaded yet: processor time
counts every thread, and matrices as small as ours gain nothing from more.
"""

import os
from typing import Final

BLAS_THREADS: Final = "OPENBLAS_NUM_THREADS"

for _variable in (BLAS_THREADS, "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
