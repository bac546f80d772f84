"""The commands `cleaner corpus` and `cleaner restore`: files that hold many pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.cli.console import is_terminal, say, shown
from cleaner.cli.failures import system_reason
from cleaner.cli.options import InputFormat, cleaning_options, settings_of
from cleaner.kinds import Kind

if TYPE_CHECKING:
    from cleaner.settings import Engine, Use

_OUTPUTS: Final = (".jsonl", ".ndjson")
_TABLE: Final = ".parquet"
_FILE: Final = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Clean files of many pages: JSON Lines, Parquet, WARC, WET.")
@click.argument("inputs", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, metavar="FILE", type=_FILE,
              help="Write cleaned records here: .jsonl, .jsonl.gz, .jsonl.zst or "
              ".parquet.")  # fmt: skip
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
@click.option("--html-field", default="html", show_default=True, metavar="NAME")
@click.option("--url-field", default="url", show_default=True, metavar="NAME")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True,
              help="Processes.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60.0,
              show_default=True, help="Seconds that a page may take; then it is stopped, and an "
              "error.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on where a run was stopped.")
@click.option("--removed", metavar="FILE", type=_FILE,
              help="Write what was taken out here, for cleaner restore.")  # fmt: skip
@click.option("--errors", metavar="FILE", type=_FILE,
              help="Write bad records here [default: OUTPUT.errors.jsonl].")  # fmt: skip
@click.option("--strict", is_flag=True, help="End at the first bad record.")
@click.option("--sites", metavar="FILE", help="What cleaner sites learn has written, "
              "or 'auto' to learn from the inputs first.")  # fmt: skip
@cleaning_options
@click.pass_context
def corpus(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    output: Path,
    text_field: str,
    html_field: str,
    url_field: str,
    jobs: int,
    timeout: float,
    resume: bool,
    removed: Path | None,
    errors: Path | None,
    strict: bool,
    sites: str | None,
    keep: tuple[Kind, ...],
    drop: tuple[Kind, ...],
    rule_files: tuple[Path, ...],
    use: Use,
    threshold: float,
    engine: Engine,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Clean files that hold many pages, and write the cleaned records to one file.

    INPUTS end in .jsonl, .ndjson, .parquet, .warc or .wet, also with .gz or .zst. All fields of a
    record stay in their order; cleaned text takes the place of its text or HTML. A record that
    cannot be cleaned is named in the errors file, and the run goes on.

    A run that was killed goes on with --resume and the same command; what it writes is, byte for
    byte, what it would have written without the interruption.

    \b
    Examples:
      cleaner corpus crawl.jsonl.zst -o clean.jsonl.zst --jobs 8
      cleaner corpus crawl.warc.gz -o pages.jsonl.gz --resume
      cleaner corpus docs.parquet -o clean.parquet --text-field content --removed gone.jsonl
    """
    from cleaner.formats.sources import unknown

    if input_format != "auto" or encoding is not None:
        raise click.UsageError("records say by their fields what they are: leave out "
                               "--input-format and --encoding")  # fmt: skip
    if strange := unknown(inputs):
        raise click.UsageError(f"{strange[0]}: no known format; inputs end in .jsonl, .ndjson, "
                               ".parquet, .warc or .wet, also with .gz or .zst")  # fmt: skip
    from cleaner.formats.compressed import inner_suffix

    for path in filter(None, (output, removed, errors)):
        if inner_suffix(path) not in _OUTPUTS and (path != output or path.suffix != _TABLE):
            raise click.UsageError(f"{path}: must end in .jsonl, .jsonl.gz or .jsonl.zst"
                                   + (f", or {_TABLE}" if path == output else ""))  # fmt: skip
    errors = errors or output.with_name(f"{output.name}.errors.jsonl")
    _refuse_clashes(inputs, [output, errors, *filter(None, [removed])])
    settings = settings_of(keep, drop, rule_files, use, threshold, engine)
    ctx.exit(
        _run(ctx, inputs, output, (text_field, html_field, url_field), settings, sites,
             removed, errors, jobs, timeout, strict=strict, resume=resume)
    )  # fmt: skip


def _run(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    output: Path,
    fields: tuple[str, str, str],
    settings: Any,
    sites: str | None,
    removed: Path | None,
    errors: Path,
    jobs: int,
    timeout: float,
    *,
    strict: bool,
    resume: bool,
) -> int:
    from dataclasses import replace

    from cleaner.api import Cleaner
    from cleaner.batch.ledger import Ledger, LedgerError
    from cleaner.batch.run import Plan, StrictError, run
    from cleaner.cli.sites import memory_of
    from cleaner.formats.record import Fields
    from cleaner.formats.tables import TableError, is_table, schema_of

    names = Fields(*fields)
    memory = memory_of(sites, [str(path) for path in inputs], None, "auto", None, names)
    plan = Plan(inputs, output, names, errors, removed, jobs, timeout, strict)
    identity = f"{settings!r} sites={_version(sites)}"
    try:
        schema = schema_of(inputs, names) if is_table(output) else None
        with Ledger(plan.files(), plan.identity(identity), resume=resume) as ledger:
            progress = Progress(ledger.events)
            totals = run(plan, Cleaner(replace(settings, sites=memory)), ledger, progress.show)
            progress.end()
            ledger.finish(schema)
    except (LedgerError, TableError) as error:
        raise click.UsageError(str(error)) from error
    except StrictError as error:
        say(f"cleaner: {shown(str(error))}; without --strict it would be left out")
        return 1
    except OSError as error:
        name = shown(str(error.filename or output))
        say(f"cleaner: {name}: {system_reason(error)}; what is done goes on with --resume")
        return 1
    _say_totals(totals, output, errors)
    if not totals["bad"]:
        errors.unlink(missing_ok=True)
    return 1 if totals["bad"] else 0


def _refuse_clashes(inputs: Sequence[Path], outputs: Sequence[Path]) -> None:
    """No file is read and written, or written twice."""
    known = {os.path.realpath(path) for path in inputs}
    for path in outputs:
        if (real := os.path.realpath(path)) in known:
            raise click.UsageError(
                f"{path} is an input, or another output, too; write it somewhere else"
            )
        known.add(real)


def _version(sites: str | None) -> str | None:
    """A memory as it is now: with another one a run would not go on as it began."""
    from cleaner.cli.sites import AUTO

    if sites is None or sites == AUTO:  # then the inputs say it, which are looked at anyway
        return sites
    state = Path(sites).stat()
    return f"{sites} {state.st_size} {state.st_mtime_ns}"


class Progress:
    """Says how far a run is: a line that changes on a terminal, a line now and then elsewhere.

    Args:
        before: records that an earlier run has done.
    """

    def __init__(self, before: int) -> None:
        import time

        self._clock = time.monotonic
        self._start = self._last = self._clock()
        self._terminal = is_terminal(sys.stderr)
        self._every = 0.2 if self._terminal else 30.0
        self._before = before

    def show(self, records: int, bad: int) -> None:
        """Say the numbers of records done and of bad ones, not too often."""
        now = self._clock()
        if now - self._last < self._every:
            return
        self._last = now
        rate = (records - self._before) / (now - self._start)
        text = f"{records} records, {bad} bad, {rate:.0f} a second"
        click.echo(f"\r{text}\x1b[K" if self._terminal else f"cleaner: {text}",
                   err=True, nl=not self._terminal)  # fmt: skip

    def end(self) -> None:
        """Leave the line clean for what comes."""
        if self._terminal:
            click.echo("\r\x1b[K", err=True, nl=False)


def _say_totals(totals: dict[str, Any], output: Path, errors: Path) -> None:
    from cleaner.cli.report import size

    pages = totals["pages"]
    say(f"cleaner: {shown(str(output))}: {pages} page{'' if pages == 1 else 's'} cleaned, "
        f"{size(totals['size_in'])} in, {size(totals['size_out'])} out")  # fmt: skip
    for title, name in (("went, by kind", "kinds"), ("rules", "rules")):
        if totals[name]:
            most = sorted(totals[name].items(), key=lambda item: (-item[1], item[0]))[:10]
            say(f"cleaner: {title}: " + ", ".join(f"{key} {count}" for key, count in most))
    if cut := [f"{shown(place)} {share:.0%}" for share, place in totals["most_cut"][:3]]:
        say("cleaner: most cut: " + ", ".join(cut))
    if totals["bad"]:
        say(f"cleaner: {totals['bad']} bad records, see {shown(str(errors))}")


@click.command(short_help="Put back what cleaner corpus took out.")
@click.argument("cleaned", type=_FILE)
@click.argument("removed", type=_FILE)
@click.option("-o", "--output", required=True, metavar="FILE", type=_FILE)
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
@click.pass_context
def restore(
    ctx: click.Context, cleaned: Path, removed: Path, output: Path, text_field: str
) -> None:
    """Rebuild the records of CLEANED from what REMOVED holds, see cleaner corpus --removed.

    Of an HTML page its text comes back, not its markup.
    """
    from cleaner.batch.ledger import Ledger, LedgerError
    from cleaner.batch.restore import RestoreError, restored
    from cleaner.formats.record import Fields
    from cleaner.formats.tables import is_table, schema_of

    try:
        schema = schema_of([cleaned], Fields(text_field)) if is_table(output) else None
        with Ledger({"out": output}, {"restore": str(cleaned)}, resume=False) as ledger:
            for data, records in restored(cleaned, removed, text_field):
                ledger.add({"out": data}, records)
            ledger.finish(schema)
            say(f"cleaner: {shown(str(output))}: {ledger.events} records restored")
    except (LedgerError, RestoreError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        say(f"cleaner: {shown(str(error.filename or output))}: {system_reason(error)}")
        ctx.exit(1)
