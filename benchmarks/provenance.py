"""When and with what something was measured."""

import hashlib
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypedDict

from cleaner import __version__

_ROOT: Final = Path(__file__).parents[1]
# Changes to these make a commit a lie; a report that an earlier run left behind does not.
_MEASURED: Final = ("cleaner", "benchmarks/quality", "benchmarks/speed")


class Provenance(TypedDict):
    """A run: its day, the commit (with + where files were changed), the version, the weights."""

    date: str
    commit: str
    version: str
    weights: str


def describe(kind: str, weights_by_fold: Path | None = None) -> Provenance:
    """What a run that begins now is made with.

    Args:
        kind: ``text`` or ``html``, whose weights are used.
        weights_by_fold: Folder of the weights of each fold, None for those of the package.
    """
    packaged = _ROOT / "cleaner" / "score" / f"{kind}.npz"
    files = sorted(weights_by_fold.glob(f"{kind}*.npz")) if weights_by_fold else [packaged]
    return Provenance(
        date=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        version=__version__,
        weights=_digest(files),
    )


def _commit() -> str:
    commit = _git("rev-parse", "--short=10", "HEAD")
    return f"{commit}+" if _git("status", "--porcelain", "--", *_MEASURED) else commit


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=_ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):  # no git, or no repository
        return ""
    return done.stdout.strip()


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()[:12]
