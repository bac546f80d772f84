"""cleaner takes a scraped page and gives back the text that a person came to read."""

from cleaner.api import Cleaner, clean, clean_many, explain
from cleaner.cleaned import Cleaned, Removed, Verdict, apply, restore
from cleaner.kinds import CHROME, KINDS, Kind
from cleaner.settings import Settings

__all__ = [
    "CHROME",
    "KINDS",
    "Cleaned",
    "Cleaner",
    "Kind",
    "Removed",
    "Settings",
    "Verdict",
    "apply",
    "clean",
    "clean_many",
    "explain",
    "restore",
]

__version__ = "0.1.0"
