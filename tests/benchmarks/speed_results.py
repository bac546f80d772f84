"""Results of measurements of speed, as pytest-benchmark writes them."""

import json
from pathlib import Path
from typing import Any

from benchmarks.speed.results import Results, read

SIZE = {"corpus": "long lines", "pages": 10, "lines": 100, "bytes": 50_000}
RUN = {"date": "2026-01-02", "commit": "c0ffee", "version": "1.0", "weights": "feed"}


def figure(table: str, name: str, seconds: float, **info: object) -> dict[str, Any]:
    """One measurement."""
    return {
        "fullname": f"benchmarks/speed/bench_{table}.py::test_it[{name}]",
        "stats": {"median": seconds, "iqr": seconds / 10},
        "extra_info": {"figure": name, **info},
    }


def results(folder: Path, *figures: dict[str, Any], notes: tuple[str, ...] = ()) -> Results:
    """Results of a run, which are in speed.json as well."""
    path = folder / "speed.json"
    machine = {"cpu": {"brand_raw": "A processor"}, "packages": {"cores": "2"}, "node": "a-host"}
    found = {"benchmarks": figures, "machine_info": machine, "notes": notes, "run": RUN}
    path.write_text(json.dumps(found))
    return read(path)


def everything(folder: Path) -> Results:
    """Results of every sort."""
    return results(
        folder,
        figure("pages", "cleaner, batches", 0.001, **SIZE),
        figure("pages", "empty pipeline", 0.00025, **SIZE),
        figure("pages", "memcpy", 3e-6, **SIZE),
        figure("pages", "jusText", 0.02, **SIZE),
        figure("seeds", "one by one", 0.004, **SIZE | {"corpus": "seeds"}),
        figure("stages", "lines", 0.0002, **SIZE),
        figure("stages", "whole", 0.001, **SIZE),
        *(figure("sizes", "one line", n / 1e6, unit="bytes", size=n) for n in (10, 100, 1000)),
        *(figure("sizes", "short lines", n**2 / 1e6, unit="lines", size=n) for n in (10, 100)),
        figure("jobs", "jobs=1", 2.0, **SIZE, load="0.1"),
        figure("jobs", "jobs=2", 1.25, **SIZE, load="1.5"),
        figure("memory", "stream", 1.0, MB=64, ready=50.0, peak=82.0),
        figure("start", "import cleaner", 0.5, wall=0.7),
        notes=("a peer was skipped: not installed",),
    )
