"""What goes wrong where something is not installed."""


class MissingExtra(ImportError):
    """Something needs a package that comes with an extra.

    >>> str(MissingExtra("engine='trafilatura'", "trafilatura"))
    "engine='trafilatura' needs an extra: pip install 'cleaner[trafilatura]'"
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'cleaner[{extra}]'")
