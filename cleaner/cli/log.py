"""What `cleaner clean` says while it works, and at the end."""

from dataclasses import dataclass, field
from typing import Final, Literal

from cleaner.cli.console import page_count, say, shown, size
from cleaner.cli.failures import Failed
from cleaner.cli.names import STDIN
from cleaner.cli.page import encoding_note
from cleaner.cli.run import Done
from cleaner.cli.targets import STDOUT, Skipped

Verbosity = Literal[0, 1, 2]
QUIET: Final = 0
VERBOSE: Final = 2


@dataclass
class Log:
    """Says what happens, and counts it.

    Attributes:
        verbosity: 0: errors only; 1: doubtful encodings and a summary, too; 2: every page.
    """

    verbosity: Verbosity
    done: int = 0
    failed: int = 0
    skipped: int = 0
    size_in: int = field(default=0, repr=False)
    size_out: int = field(default=0, repr=False)

    def add(self, event: Done | Failed | Skipped) -> None:
        """Take note of what became of an input."""
        match event:
            case Failed(name, reason):
                self.failed += 1
                say(f"cleaner: {_input(name)}: {shown(reason)}")
            case Skipped(name, target):
                self.skipped += 1
                if self.verbosity == VERBOSE:
                    say(f"{_input(name)}: skipped, {shown(target)} exists")
            case Done():
                self.done += 1
                self.size_in += event.size_in
                self.size_out += event.size_out
                self._tell(event)

    def _tell(self, event: Done) -> None:
        if self.verbosity == VERBOSE:
            target = "stdout" if event.job.target == STDOUT else shown(event.job.target)
            how = f"; {event.decoded.encoding} ({event.decoded.how})" if event.decoded else ""
            say(f"{_input(event.job.source)} -> {target}: {event.counts}{how}")
        if self.verbosity != QUIET and (note := encoding_note(event.decoded)):
            say(f"cleaner: {_input(event.job.source)}: {note}")

    def finish(self) -> None:
        """Say how the run went, in one line."""
        if self.verbosity == QUIET:
            return
        parts = [f"{page_count(self.done)} cleaned"]
        if self.done:
            parts[0] += f", {size(self.size_in)} in, {size(self.size_out)} out"
        if self.skipped:
            parts.append(f"{self.skipped} skipped: output exists")
        if self.failed:
            parts.append(f"{self.failed} failed")
        say(f"cleaner: {'; '.join(parts)}")


def _input(name: str) -> str:
    return "stdin" if name == STDIN else shown(name)
