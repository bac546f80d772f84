"""From columns to objects: the verdicts of one page, for people."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.cleaned import Cleaned, Removed, Verdict
from cleaner.decision import Decision
from cleaner.emit import Span, kept_spans
from cleaner.kinds import KINDS, Kind
from cleaner.outcome import outcome_of
from cleaner.rules.book import Rulebook
from cleaner.score.confidence import calibrated, expected_f1
from cleaner.table.codes import characters


def describe(
    text: str, decision: Decision, book: Rulebook, calibration: NDArray[np.float32] | None
) -> Cleaned:
    """Turn the decision about one page into a result.

    Args:
        text: the page.
        decision: the decision about a batch of this page alone.
        book: the rules that the decision names.
        calibration: float32 [2, knots], what expectations are worth; None without a score.
    """
    spans = next(kept_spans(decision))
    data = decision.lines.tokens.data
    cleaned = b"".join([data[start:end] for start, end in spans]).decode("utf-8", "surrogatepass")
    verdicts = tuple(_verdicts(decision, book))
    confidence = None
    if calibration is not None:
        expected = expected_f1(decision.score, decision.lines.words, decision.keep)
        confidence = calibrated(expected, calibration)
    error = bool(book.errors[decision.hits.rule].any())
    consent = sum(v.end - v.start for v in verdicts if v.kind == "consent" and not v.keep)
    outcome = outcome_of(text, cleaned, consent, error=error)
    return Cleaned(text, cleaned, verdicts, _removed(decision, spans), outcome, confidence)


class _Characters:
    """Counts characters from bytes: an offset in UTF-8 becomes an index into the str."""

    def __init__(self, data: bytes, start: int) -> None:
        self._start = start
        self._before = characters(data[start:])

    def __getitem__(self, offset: int) -> int:
        return int(self._before[offset - self._start])


def _verdicts(decision: Decision, book: Rulebook) -> Iterator[Verdict]:
    lines = decision.lines
    character = _Characters(lines.tokens.data, int(lines.page_start[0]))
    for row in range(len(lines)):
        number = int(lines.number[row])
        start, end, stop = (
            character[int(column[row])] for column in (lines.start, lines.end, lines.full_end)
        )
        kind = KINDS[int(decision.kind[row])]
        score = float(decision.score[row])
        known = None if math.isnan(score) else round(score, 3)
        rule, reason = _reason(int(decision.rule[row]), kind, known, book)
        if decision.standing is not None and _by_memory(int(decision.rule[row]), book):
            reason = decision.standing.reason(row)
        keep = bool(decision.keep[row])
        yield Verdict(number, start, end if keep else stop, keep, kind, rule, reason, known)
        if keep and (cut := int(decision.trim[row])) >= 0:
            trim = book.rules[cut]
            yield Verdict(number, end, stop, False, trim.kind, trim.id, trim.why, None)


def _by_memory(rule: int, book: Rulebook) -> bool:
    return rule >= 0 and book.rules[rule].where == "site"


def _reason(rule: int, kind: Kind, score: float | None, book: Rulebook) -> tuple[str | None, str]:
    if rule >= 0:
        return book.rules[rule].id, book.rules[rule].why
    if score is None:
        return None, "No rule speaks about the line."
    return None, f"The words, the shape and the neighbours of the line look like {kind}."


def _removed(decision: Decision, spans: Sequence[Span]) -> tuple[Removed, ...]:
    lines = decision.lines
    data = lines.tokens.data
    begin, finish = int(lines.page_start[0]), int(lines.page_end[0])
    pieces, position, done = [], 0, begin
    for start, end in [*spans, (finish, finish)]:
        if start > done:
            pieces.append(Removed(position, data[done:start].decode("utf-8", "surrogatepass")))
        position += len(data[start:end].decode("utf-8", "surrogatepass"))
        done = end
    return tuple(pieces)
