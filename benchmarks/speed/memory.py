"""Peak memory of one cleaning, in a process of its own: ``python -m benchmarks.speed.memory``."""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Final, Literal, NamedTuple

from benchmarks.speed.generated import batch, one_page

Input = Literal["stream", "page"]

_POOL: Final = 256  # pages that a stream repeats
_STATUS: Final = Path("/proc/self/status")


class Peak(NamedTuple):
    """Memory of a process in MB: when it was ready, and at most."""

    ready: float
    peak: float


def measure_apart(kind: Input, megabytes: int) -> Peak:
    """Clean an input in another process and say how much memory that took.

    Args:
        kind: "stream": pages one after the other, none of which is kept; "page": one page.
        megabytes: size of the input.
    """
    command = [sys.executable, "-m", "benchmarks.speed.memory", kind, str(megabytes)]
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=Path(__file__).parents[2], text=True
    )
    return Peak(*json.loads(done.stdout))


def measure_here(kind: Input, megabytes: int) -> Peak:
    """The same in this process, which must not have done anything bigger before."""
    from cleaner import clean_many

    size = megabytes * 1_000_000
    texts = batch(_POOL, "long") if kind == "stream" else [one_page(size, "long")]
    for _ in clean_many(["Rules and weights are loaded with the first page."]):
        pass
    ready = _now("VmRSS")
    for _ in clean_many(_stream(texts, size) if kind == "stream" else texts):
        pass
    return Peak(ready, _now("VmHWM"))


def _stream(pool: list[str], size: int) -> Iterator[str]:
    for text in cycle(pool):
        if size <= 0:
            return
        size -= len(text.encode())
        yield text


def _now(field: str) -> float:
    """Memory of this process in MB; where the system does not say, the most it has had so far.

    The system's own record is better than ru_maxrss, which begins with what the parent had.
    """
    try:
        status = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(status[field].split()[0]) / 1000
    except OSError:
        import resource  # Windows has neither

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, KB elsewhere


if __name__ == "__main__":
    chosen: Input = "page" if sys.argv[1] == "page" else "stream"
    print(json.dumps(measure_here(chosen, int(sys.argv[2]))))
