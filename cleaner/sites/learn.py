"""Learning: from pages to the lines that stand on many pages of their host.

Of every host a sample of pages is kept: those whose numbers, which look random, are the smallest.
So the sample depends neither on the order of pages nor on who saw which, samples of several workers
join to the sample of all, and a host with a million pages takes no more memory than one with twice
`MOST`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

import numpy as np

from cleaner.sites.distinct import distinct
from cleaner.sites.host import host_of
from cleaner.sites.memory import Recurring, Sites
from cleaner.sites.sketch import Sketch, sketches

MOST: Final = 256
"""Pages of a host that are kept."""
SHARE: Final = 0.2
"""The share of a host's pages that a line must stand on …"""
LEAST: Final = 2
"""… and the number of them …"""
FEWEST: Final = 4
"""… and how many there must be at all: on fewer one cannot tell."""
_BATCH: Final = 64


class Learner:
    r"""Learns from pages, in any order and in as many places as one likes.

    >>> learner, other, url = Learner(), Learner(), "https://example.org/"
    >>> learner.add([(url + "1", "Home\nOne"), (url + "2", "Home\nTwo")])
    >>> other.add([(url + "3", "Home\nThree"), (url + "4", "Home\nFour")])
    >>> learner.merge(other)
    >>> learner.sites().hosts
    ('example.org',)
    """

    def __init__(self) -> None:
        self._samples: dict[str, dict[int, Sketch]] = {}

    def add(self, pages: Iterable[tuple[str, str]]) -> None:
        """Look at pages.

        Args:
            pages: the place (see host_of) and the text of each; one without a host is passed over.
        """
        pages = iter(pages)
        while batch := list(islice(pages, _BATCH)):
            places = [place for place, _ in batch]
            for place, sketch in zip(places, sketches([text for _, text in batch]), strict=True):
                self.note(place, sketch)

    def note(self, place: str, sketch: Sketch) -> None:
        """Take note of a page that is sketched already.

        Args:
            place: where it comes from, see host_of.
            sketch: its sketch.
        """
        if (host := host_of(place)) and sketch.key.size:
            self._add(host, sketch)

    def merge(self, other: "Learner") -> None:
        """Take over what another learner has seen, which stays as it is."""
        for host, sample in other._samples.items():
            for sketch in sample.values():
                self._add(host, sketch)

    def apart(self) -> Iterator[tuple[str, "Learner"]]:
        """What was seen of each host, by itself, to be joined with what others saw of it.

        Yields:
            hosts, and learners that know nothing but that host.
        """
        for host, sample in self._samples.items():
            part = Learner()
            part._samples[host] = _smallest(sample)
            yield host, part

    def sites(self) -> Sites:
        """What was learned so far."""
        return Sites.of({host: recurring(self._sample(host)) for host in self._samples})

    def _add(self, host: str, sketch: Sketch) -> None:
        sample = self._samples.setdefault(host, {})
        known = sample.get(sketch.number)
        sample[sketch.number] = known.joined(sketch) if known else sketch
        if len(sample) >= 2 * MOST:
            self._samples[host] = _smallest(sample)

    def _sample(self, host: str) -> list[Sketch]:
        return list(_smallest(self._samples[host]).values())


def _smallest(sample: Mapping[int, Sketch]) -> dict[int, Sketch]:
    return {number: sample[number] for number in sorted(sample)[:MOST]}


def recurring(sample: list[Sketch]) -> Recurring:
    """The lines that stand on many pages of a host.

    Args:
        sample: pages of the host, by number.
    """
    pages = distinct(sample)
    key, count = np.unique(np.concatenate([page.key for page in pages]), return_counts=True)
    many = (count >= LEAST) & (count >= SHARE * len(pages)) & (len(pages) >= FEWEST)
    return Recurring(len(pages), key[many], count[many].astype(np.int64))
