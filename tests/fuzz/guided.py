"""Fuzzing guided by coverage, with atheris, which the extra `fuzz` brings: `make fuzz-guided`.

Arguments are those of libFuzzer: a folder for the inputs that it finds worth keeping, which is
filled with the tests' own pages when it is empty, and options such as -max_total_time=60.
"""

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cleaner"]):
    from fuzz.check import check
    from fuzz.inputs import own_pages

    from cleaner import Cleaner

_CLEANER = Cleaner()


def one(data: bytes) -> None:
    """Check one input: HTML where it holds a tag, and as text in any case."""
    if b"<" in data:
        check(_CLEANER, "html", [data], 1)
    check(_CLEANER, "text", [data.decode("utf-8", "surrogateescape")], 1)


def _filled(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        for page in own_pages():
            (folder / hashlib.sha256(page).hexdigest()[:16]).write_bytes(page)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        if not argument.startswith("-"):
            _filled(Path(argument))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
