"""Legal lines: copyright notices, which name whom they like but begin alike everywhere."""

from typing import Final

import numpy as np

from cleaner.rules.rule import Weight
from cleaner.stages.evidence import Found, Stage, View, rows, structure
from cleaner.table.arrays import positions
from cleaner.table.codes import SYMBOL

COPYRIGHT: Final = structure(
    "copyright", "legal", Weight.CERTAIN, "A short line that begins with © and has a year."
)

_SIGN: Final = "©".encode()


def find(view: View) -> list[Found]:
    """Lines such as '© 2005–2022 The Name'."""
    facts, lines = view.facts, view.facts.lines
    sign = np.zeros(len(facts), np.bool_)
    data = np.frombuffer(lines.tokens.data, np.uint8)
    rows_ = positions((facts.opening == SYMBOL) & (facts.words <= 25))
    start = lines.start[rows_]
    sign[rows_] = (data[start] == _SIGN[0]) & (data[start + 1] == _SIGN[1])
    return [(COPYRIGHT, rows(sign & (facts.numbers > 0)))] if sign.any() else []


STAGE: Final = Stage((COPYRIGHT,), find, alone=True)
