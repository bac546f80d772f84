"""cleaner takes a scraped page and gives back the text that a person came to read."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner.cleaned import Cleaned, Removed, Verdict, apply, restore
from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.api import clean, clean_html, clean_html_many, clean_many, explain, explain_html
    from cleaner.cleaner import Cleaner
    from cleaner.sites.memory import Sites

__all__ = [
    "CHROME",
    "KINDS",
    "Cleaned",
    "Cleaner",
    "Kind",
    "Removed",
    "Settings",
    "Sites",
    "Verdict",
    "apply",
    "clean",
    "clean_html",
    "clean_html_many",
    "clean_many",
    "explain",
    "explain_html",
    "restore",
]

__version__ = "0.1.0"

_PLACES = {"Cleaner": "cleaner.cleaner", "Sites": "cleaner.sites.memory"}


def __getattr__(name: str) -> Any:
    """What needs numpy is imported when it is first asked for: `cleaner --help` does not wait."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_PLACES.get(name, "cleaner.api")), name)
    globals()[name] = value
    return value
