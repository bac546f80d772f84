"""The command `cleaner corpus`: files that hold many pages, and many files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cleaner.cli.choices import Choices, cleaning_options
from cleaner.cli.console import say, shown
from cleaner.cli.failures import Failed, system_reason
from cleaner.cli.names import InputFormat
from cleaner.cli.options import field_options, jobs_option, timeout_option
from cleaner.formats.record import Fields

if TYPE_CHECKING:
    from cleaner.batch.run import Plan
    from cleaner.settings import Settings

_OUTPUTS: Final = (".jsonl", ".ndjson")
_TABLE: Final = ".parquet"
_FILE: Final = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Clean files of many pages: JSON Lines, Parquet, WARC, WET.")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="FILE", type=_FILE,
              help="Write cleaned records here: .jsonl, .jsonl.gz, .jsonl.zst or "
              ".parquet.")  # fmt: skip
@field_options
@jobs_option
@timeout_option
@click.option("--resume", is_flag=True, help="Go on where a run was stopped.")
@click.option("--removed", metavar="FILE", type=_FILE,
              help="Write what was taken out here, for cleaner restore.")  # fmt: skip
@click.option("--summary", metavar="FILE", type=_FILE,
              help="Write what became of the pages here, as JSON.")  # fmt: skip
@click.option("--errors", metavar="FILE", type=_FILE,
              help="Write bad records here [default: OUTPUT.errors.jsonl].")  # fmt: skip
@click.option("--strict", is_flag=True, help="End at the first bad record.")
@click.option("--sites", metavar="FILE", help="What cleaner sites learn has written, "
              "or 'auto' to learn from the inputs first.")  # fmt: skip
@cleaning_options
@click.pass_context
def corpus(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: Path,
    fields: Fields,
    jobs: int,
    timeout: float,
    resume: bool,
    removed: Path | None,
    summary: Path | None,
    errors: Path | None,
    strict: bool,
    sites: str | None,
    choices: Choices,
    input_format: InputFormat,
    encoding: str | None,
) -> None:
    """Clean files that hold many pages, and write the cleaned records to one file.

    PATHS are files that end in .jsonl, .ndjson, .parquet, .warc or .wet, pages that end in .txt or
    .html, all also with .gz or .zst, and folders and globs of them. All fields of a record stay in
    their order; cleaned text takes the place of its text or HTML. Of a page the record has the
    name of its file and the text. What cannot be cleaned is named in the errors file, and the run
    goes on.

    With --removed pages are cleaned one by one, which takes longer, and the slowest are named.

    A run that was killed goes on with --resume and the same command; what it writes is, byte for
    byte, what it would have written without the interruption.

    \b
    Examples:
      cleaner corpus crawl.jsonl.zst -o clean.jsonl.zst --jobs 8
      cleaner corpus crawl.warc.gz -o pages.jsonl.gz --resume
      cleaner corpus crawl/ -o pages.parquet --summary summary.json
      cleaner corpus docs.parquet -o clean.parquet --text-field content --removed gone.jsonl
    """
    from cleaner.batch.run import Plan
    from cleaner.cli.files import find_files

    if input_format != "auto" or encoding is not None:
        raise click.UsageError("records say by their fields what they are: leave out "
                               "--input-format and --encoding")  # fmt: skip
    errors = errors or output.with_name(f"{output.name}.errors.jsonl")
    outputs = [output, errors, *filter(None, (removed, summary))]
    _refuse_names(output, [errors, *filter(None, [removed])])
    found = list(find_files(paths, outputs))
    inputs = tuple(path for path in found if isinstance(path, Path))
    failed = [path for path in found if isinstance(path, Failed)]
    _refuse_inputs(inputs, outputs)
    if not found:
        raise click.UsageError(f"{', '.join(paths)}: no file of a known format")
    for path in failed:
        say(f"cleaner: {shown(path.name)}: {shown(path.reason)}")
    if (strict and failed) or any(path.name in paths for path in failed) or not inputs:
        ctx.exit(1)
    plan = Plan(inputs, output, fields, errors, removed, jobs, timeout, strict)
    settings = choices.settings()
    code = _run(plan, settings, sites, summary, resume=resume)
    ctx.exit(1 if failed else code)


def _run(
    plan: Plan, settings: Settings, sites: str | None, summary: Path | None, *, resume: bool
) -> int:
    from dataclasses import replace

    from cleaner.batch.ledger import Ledger, LedgerError
    from cleaner.batch.run import StrictError, run
    from cleaner.cleaner import Cleaner
    from cleaner.cli.progress import Progress
    from cleaner.cli.site_memory import HowToRead, memory_of
    from cleaner.cli.summary import as_json, say_totals
    from cleaner.formats.tables import TableError, is_table, schema_of

    paths = [str(path) for path in plan.inputs]
    memory = memory_of(sites, paths, HowToRead(plan.fields), plan.jobs, plan.timeout)
    identity = plan.identity(f"{settings!r} sites={_version(sites)}")
    try:
        schema = schema_of(plan.inputs, plan.fields) if is_table(plan.output) else None
        with Ledger(plan.files(), identity, resume=resume) as ledger:
            with Progress(ledger.events) as progress:
                totals = run(plan, Cleaner(replace(settings, sites=memory)), ledger, progress.show)
            if summary:
                summary.write_text(as_json(totals), "utf-8")
            ledger.finish(schema)
    except (LedgerError, TableError) as error:
        raise click.UsageError(str(error)) from error
    except StrictError as error:
        say(f"cleaner: {shown(str(error))}; without --strict it would be left out")
        return 1
    except OSError as error:
        name = shown(str(error.filename or plan.output))
        say(f"cleaner: {name}: {system_reason(error, '')}; what is done goes on with --resume")
        return 1
    say_totals(totals, plan.output)
    if not totals["bad"]:
        plan.errors.unlink(missing_ok=True)
        return 0
    say(f"cleaner: {totals['bad']} bad records, see {shown(str(plan.errors))}")
    return 1


def _refuse_names(output: Path, others: Sequence[Path]) -> None:
    """Outputs have formats that can be written."""
    from cleaner.formats.compressed import inner_suffix

    for path in (output, *others):
        if inner_suffix(path) not in _OUTPUTS and (path is not output or path.suffix != _TABLE):
            more = f", or {_TABLE}" if path is output else ""
            raise click.UsageError(f"{path}: must end in .jsonl, .jsonl.gz or .jsonl.zst{more}")


def _refuse_inputs(inputs: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Inputs have formats that can be read; no file is read and written, or written twice."""
    from cleaner.formats.sources import unknown

    if strange := unknown(inputs):
        raise click.UsageError(
            f"{strange[0]}: no known format; inputs end in .jsonl, .ndjson, .parquet, .warc, .wet, "
            ".txt or .html, also with .gz or .zst"
        )
    known = set(map(os.path.realpath, inputs))
    for path in outputs:
        if (real := os.path.realpath(path)) in known:
            raise click.UsageError(
                f"{path} is an input, or another output, too; write it somewhere else"
            )
        known.add(real)


def _version(sites: str | None) -> str | None:
    """A memory as it is now: with another one a run would not go on as it began."""
    from cleaner.cli.site_memory import AUTO

    if sites is None or sites == AUTO:  # then the inputs say it, which are looked at anyway
        return sites
    state = Path(sites).stat()
    return f"{sites} {state.st_size} {state.st_mtime_ns}"
