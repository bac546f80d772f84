"""Extras: packages that only some things need, imported when they are."""

from importlib import import_module
from typing import Any


class MissingExtra(ImportError):
    """Something needs a package that comes with an extra.

    >>> str(MissingExtra("engine='trafilatura'", "trafilatura"))
    "engine='trafilatura' needs an extra: pip install 'cleaner[trafilatura]'"
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'cleaner[{extra}]'")


def needed(module: str, what: str, extra: str) -> Any:
    """Import a module of an extra.

    Args:
        module: its name.
        what: what needs it.
        extra: the extra that it comes with.

    Raises:
        MissingExtra: it is not installed.

    >>> needed("json", "a file", "files").dumps(1)
    '1'
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(what, extra) from error
