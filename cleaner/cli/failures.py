"""Inputs that failed, and how to say why."""

import errno
from dataclasses import dataclass
from typing import Final

_REMEDIES: Final = {
    errno.ENOENT: "there is no such file; check the name",
    errno.EACCES: "permission denied; check who may read it, or write into its folder",
    errno.EEXIST: "a file stands where a folder is needed; choose another name",
    errno.EROFS: "the file system is read-only; write elsewhere with --output-dir",
    errno.EISDIR: "is a folder where a file is needed",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.ENOSPC: "no space left; make room{again}",
    errno.EDQUOT: "the disk quota is used up; make room{again}",
    errno.ENAMETOOLONG: "the name is too long; try a shorter --suffix, or -o FILE",
    errno.ELOOP: "its symbolic links go round in a circle",
}


@dataclass(frozen=True)
class Failed:
    """An input that could not be cleaned.

    Attributes:
        name: the input.
        reason: what is wrong, and what to do.
    """

    name: str
    reason: str


def system_reason(error: OSError, again: str = " and run again with --existing skip") -> str:
    """Say what the system had against it, and what to do.

    Args:
        error: what was raised.
        again: what to do then.

    >>> system_reason(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'there is no such file; check the name'
    """
    number = error.errno if error.errno is not None else 0
    return _REMEDIES.get(number, "").format(again=again) or error.strerror or str(error)
