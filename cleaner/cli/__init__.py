"""The command line: `cleaner clean`, `corpus`, `explain`, `report`, `diff`, `rules`, `sites`, ….

Commands import what they need when they run: `cleaner --help` must not wait for numpy.
"""

import click

from cleaner import __version__
from cleaner.cli.commands.clean import clean
from cleaner.cli.commands.corpus import corpus
from cleaner.cli.commands.diff import diff
from cleaner.cli.commands.explain import explain
from cleaner.cli.commands.report import report
from cleaner.cli.commands.restore import restore
from cleaner.cli.commands.rules import rules
from cleaner.cli.commands.sites import sites
from cleaner.cli.program import Program


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner")
def main() -> None:
    """Take the boilerplate out of scraped pages.

    What a site put around an article goes: navigation, share bars, cookie banners, adverts, comment
    forms, author boxes, teasers, captions, legal lines. The text that a person came to read stays.

    \b
    Examples:
      cleaner clean pages/                 page.txt -> page.clean.txt, for every page
      inscript PAGE | cleaner clean -      one page from stdin to stdout
      cleaner corpus crawl.jsonl.zst -o clean.jsonl.zst --jobs 8
      cleaner explain page.txt             what became of every line, and why
      cleaner report pages/                one HTML file to judge it by eye
      cleaner diff pages/ --rules my.toml  what other rules would change
      cleaner sites learn crawl/ -o s.parquet     what stands on every page of a site
      cleaner rules list --kind consent    the phrases behind it

    \b
    Exit codes: 0 all good, 1 some inputs failed, 2 wrong usage, 130 interrupted,
    143 terminated, 141 the reader of the output went away.
    """


main.add_command(clean)
main.add_command(corpus)
main.add_command(restore)
main.add_command(explain)
main.add_command(report)
main.add_command(diff)
main.add_command(rules)
main.add_command(sites)
