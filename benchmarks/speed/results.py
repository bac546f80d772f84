"""What a run of the measurements has found, read from the JSON of pytest-benchmark."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.provenance import Provenance


@dataclass(frozen=True)
class Figure:
    """One measurement.

    Attributes:
        table: the file bench_<table>.py that it comes from.
        name: what was measured.
        seconds: median processor time.
        spread: the interquartile range as a share of the median.
        info: what else is known: corpus, pages, lines, bytes, ….
    """

    table: str
    name: str
    seconds: float
    spread: float
    info: Mapping[str, Any]

    @property
    def corpus(self) -> str:
        """The pages it was measured on, "" for none."""
        return str(self.info.get("corpus", ""))

    @property
    def megabytes_per_second(self) -> float:
        """Input read in a second of processor time."""
        return float(self.info["bytes"]) / self.seconds / 1e6

    @property
    def microseconds_per_line(self) -> float:
        """Processor time for a line that is not blank."""
        return 1e6 * self.seconds / float(self.info["lines"])

    @property
    def milliseconds_per_page(self) -> float:
        """Processor time for a page."""
        return 1e3 * self.seconds / float(self.info["pages"])


@dataclass(frozen=True)
class Results:
    """All measurements of a run.

    Attributes:
        run: when and with what they were made.
        figures: the measurements, in the order they were made.
        machine: what they were made on.
        notes: what was skipped, and why.
    """

    run: Provenance
    figures: tuple[Figure, ...]
    machine: Mapping[str, str]
    notes: tuple[str, ...]

    def table(self, name: str, corpus: str | None = None) -> dict[str, Figure]:
        """The measurements of one file by their names.

        Args:
            name: of the file, without bench_ and .py.
            corpus: only those on these pages.
        """
        return {
            figure.name: figure
            for figure in self.figures
            if figure.table == name and corpus in (None, figure.corpus)
        }

    def corpora(self, name: str) -> list[str]:
        """The pages that one file has measured on."""
        return list(dict.fromkeys(f.corpus for f in self.figures if f.table == name))

    def sizes(self, unit: str) -> dict[str, dict[float, float]]:
        """Seconds by size, for every shape of input.

        Args:
            unit: of the sizes: ``bytes`` or ``lines``.
        """
        found: dict[str, dict[float, float]] = {}
        for figure in self.figures:
            if figure.table == "sizes" and figure.info["unit"] == unit:
                found.setdefault(figure.name, {})[figure.info["size"]] = figure.seconds
        return found


def read(path: Path) -> Results:
    """Read the results of a run.

    Args:
        path: the file that --benchmark-json wrote.
    """
    found = json.loads(path.read_text("utf-8"))
    figures = tuple(_figure(entry) for entry in found["benchmarks"])
    return Results(
        found["run"], figures, _machine(found["machine_info"]), tuple(found.get("notes", ()))
    )


def growth(sizes: Mapping[float, float]) -> float:
    """The power of the size that a cost grows with, from the two largest sizes: 1 is linear.

    Args:
        sizes: costs by sizes, at least two.

    >>> round(growth({1: 20, 10: 3, 100: 300}), 2)
    2.0
    """
    smaller, larger = sorted(sizes)[-2:]
    return math.log(sizes[larger] / sizes[smaller]) / math.log(larger / smaller)


def _figure(entry: Mapping[str, Any]) -> Figure:
    table = entry["fullname"].partition("::")[0].rpartition("bench_")[2].removesuffix(".py")
    stats, info = entry["stats"], entry["extra_info"]
    spread = stats["iqr"] / stats["median"] if stats["median"] else 0.0
    return Figure(table, info["figure"], stats["median"], spread, info)


def _machine(info: Mapping[str, Any]) -> dict[str, str]:
    def joined(*names: str) -> str:
        return " ".join(str(info[name]) for name in names if info.get(name))

    return {
        "processor": str(info.get("cpu", {}).get("brand_raw") or joined("processor") or "unknown"),
        "system": joined("system", "machine"),
        "Python": joined("python_implementation", "python_version"),
        **info.get("packages", {}),
    }
