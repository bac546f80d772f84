"""Writing a result whole or not at all."""

import os
import secrets
import stat
import sys
from contextlib import suppress

from cleaner.cli.names import STDIN
from cleaner.cli.targets import STDOUT


def write(target: str, data: bytes, like: str) -> None:
    """Write a file: under another name first, then put in place.

    Args:
        target: the file, or "-" for stdout. Its folder is made if need be; a link is followed; a
            pipe or device is written to as it is.
        data: what to write.
        like: the file whose permissions a new file gets, or "-".

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    if target == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as file:
            file.write(data)
        return
    _replace(os.path.realpath(target), data, mode, _mode(like) if like != STDIN else None)


def _replace(place: str, data: bytes, mode: int | None, like: int | None) -> None:
    folder = os.path.dirname(place)
    os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f".cleaner-{secrets.token_hex(8)}.tmp")
    # The system takes the umask off a new file's permissions.
    permissions = stat.S_IMODE(like) & 0o666 if like is not None else 0o666
    try:
        descriptor = os.open(
            temporary,
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
            permissions,
        )
        with open(descriptor, "wb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except OSError:
        return None
