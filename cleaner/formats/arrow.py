"""Where pyarrow comes from: the extra `corpora`."""

from typing import Any

from cleaner.markup.errors import MissingExtra


def arrow() -> Any:
    """The library.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("a Parquet file", "corpora") from error
    return pyarrow


def parquet() -> Any:
    """The part of it that reads and writes Parquet.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    arrow()
    from pyarrow import parquet

    return parquet
