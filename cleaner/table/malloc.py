"""How malloc is set: freed blocks stay with the process, so that columns need not be mapped anew.

By default glibc gives large blocks back to the system when they are freed, and the next batch pays
for every page of them again: a tenth of all time on typical batches.
"""

import ctypes
import platform
from typing import Final

_MMAP_THRESHOLD: Final = -3  # options of mallopt(3)
_TRIM_THRESHOLD: Final = -1
_BLOCK: Final = 1 << 26
_KEPT: Final = 1 << 28


def reuse_blocks() -> None:
    """Let malloc serve blocks of up to 64 MB from memory that it keeps, 256 MB at most.

    It holds for the whole process, and changes nothing but time and the memory that stays reserved.
    Does nothing where the C library is not glibc.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _BLOCK)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
