"""The command `cleaner restore`: records as they were before `cleaner corpus`."""

from pathlib import Path
from typing import Final

import click

from cleaner.cli.console import say, shown
from cleaner.cli.failures import system_reason

_FILE: Final = click.Path(dir_okay=False, path_type=Path)


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
