"""Where pyarrow comes from: the extra `corpora`."""

from functools import cache
from typing import Any

from cleaner.extras import needed


@cache
def arrow() -> Any:
    """The library.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    return needed("pyarrow", "a Parquet file", "corpora")


def parquet() -> Any:
    """The part of it that reads and writes Parquet.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    return needed("pyarrow.parquet", "a Parquet file", "corpora")
