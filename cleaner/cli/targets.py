"""Where the result of every page goes, and what must not be written."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cleaner.cli.failures import Failed
from cleaner.cli.inputs import Input
from cleaner.cli.names import STDIN, InputFormat, holds_html, is_html, split_extension

STDOUT: Final = "-"

Existing = Literal["overwrite", "skip", "error"]
Format = Literal["text", "markdown", "json"]

_EXTENSIONS: Final = {"text": ".txt", "markdown": ".md", "json": ".json"}


@dataclass(frozen=True)
class Naming:
    """How outputs are named.

    Attributes:
        output: the one output, "-" for stdout; or None.
        output_dir: the folder that outputs go to, in the same tree; or None.
        suffix: what to put before the extension of a name.
        format: json outputs end in .json; those of HTML pages in .txt or .md.
    """

    output: str | None = None
    output_dir: str | None = None
    suffix: str = ".clean"
    format: Format = "text"

    def target(self, page: Input) -> str:
        """The file that the result of a page is written to, or "-" for stdout.

        >>> Naming().target(Input("pages/one.txt", "one.txt"))
        'pages/one.clean.txt'
        >>> Naming(output_dir="out", suffix="").target(Input("pages/a/one.txt", "a/one.txt"))
        'out/a/one.txt'
        >>> Naming(format="markdown").target(Input("one.html.gz", "one.html.gz"))
        'one.clean.md'
        """
        if self.output is not None:
            return self.output
        if page.path == STDIN:
            return STDOUT
        path = page.path if self.output_dir is None else os.path.join(self.output_dir, page.inside)
        stem, extension = split_extension(path)
        if self.format == "json" or is_html(path):
            extension = _EXTENSIONS[self.format]
        return f"{stem}{self.suffix}{extension}"


@dataclass(frozen=True)
class Job:
    """A page to clean: the file to read, or "-"; the file to write, or "-"; whether it is HTML."""

    source: str
    target: str
    html: bool = False


@dataclass(frozen=True)
class Skipped:
    """A page whose output exists and is left as it is."""

    name: str
    target: str


def plan(
    pages: Sequence[Input], naming: Naming, existing: Existing, input_format: InputFormat = "auto"
) -> Iterator[Job | Failed | Skipped]:
    """Decide where everything goes before anything is written.

    Args:
        pages: all inputs of the run.
        naming: how outputs are named.
        existing: what to do where an output exists.
        input_format: what the pages are; auto goes by their names.

    Yields:
        a job for every page that may be cleaned, in order; the others with the reason.
    """
    inputs = {identity: page.path for page in pages if (identity := _identity(page.path))}
    targets = [naming.target(page) for page in pages]
    written = Counter(os.path.realpath(target) for target in targets if target != STDOUT)
    for page, target in zip(pages, targets, strict=True):
        job = Job(page.path, target, holds_html(page.path, input_format))
        if target == STDOUT:
            yield job
        elif written[os.path.realpath(target)] > 1:
            yield Failed(
                page.path,
                f"another input would be written to {target}, too; "
                "clean their common folder, or one at a time",
            )
        else:
            yield _checked(job, inputs, existing)


def _checked(
    job: Job, inputs: dict[tuple[int, int], str], existing: Existing
) -> Job | Failed | Skipped:
    try:
        status = os.stat(job.target)
    except (OSError, ValueError):
        return job  # it does not exist, or writing will say what is wrong
    if (status.st_dev, status.st_ino) in inputs:
        return Failed(
            job.source,
            f"its output would be written over an input, {inputs[status.st_dev, status.st_ino]}; "
            "choose another --output-dir, --suffix or -o",
        )
    if existing == "overwrite" or not stat.S_ISREG(status.st_mode):
        return job
    if existing == "skip":
        return Skipped(job.source, job.target)
    return Failed(
        job.source, f"{job.target} exists; use --existing overwrite or skip, or remove it"
    )


def _identity(path: str) -> tuple[int, int] | None:
    """What makes a file the same under any name."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
