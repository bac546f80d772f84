"""What all measurements share: processor time, what was skipped, and the machine in the results."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks import provenance
from benchmarks.speed.machine import describe

_NOTES: dict[str, None] = {}
_RUN: list[provenance.Provenance] = []


@pytest.fixture
def or_skip() -> Callable[[str, Callable[[], Any]], Any]:
    """Load something that may be missing; what is missing is skipped, and the report says so."""

    def load(name: str, loader: Callable[[], Any]) -> Any:
        try:
            return loader()
        except (ImportError, LookupError, OSError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            _NOTES[f"{name} was skipped: {reason}"] = None
            pytest.skip(reason)

    return load


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Time with the processor's clock whatever does not name another one."""
    _RUN.append(provenance.describe("text"))  # now: the commit may be another one at the end
    for item in items:
        if item.get_closest_marker("benchmark") is None:
            item.add_marker(pytest.mark.benchmark(timer=time.process_time))


def pytest_benchmark_update_json(output_json: dict[str, Any]) -> None:
    """Add to the results what a report has to say beside figures."""
    output_json["machine_info"]["packages"] = describe()
    output_json["run"] = _RUN[0]
    output_json["notes"] = list(_NOTES)
