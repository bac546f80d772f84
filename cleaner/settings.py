"""What a user may choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from cleaner.kinds import CHROME, Kind
from cleaner.rules.rule import Group

if TYPE_CHECKING:
    from cleaner.sites.memory import Sites

Use = Literal["both", "rules", "score"]
Engine = Literal["dom", "trafilatura"]
Output = Literal["text", "markdown", "markdown with links"]

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "use": get_args(Use),
    "engine": get_args(Engine),
    "output": get_args(Output),
}


@dataclass(frozen=True)
class Settings:
    """How to clean; the defaults suit a corpus of texts to be read.

    Attributes:
        keep: kinds of chrome that stay, such as "caption".
        drop: kinds of chrome that go even where the score would keep the line: a likely rule is
            enough.
        rules: the user's own rules, see load_rules, added to the built-in ones; those of kind
            "content" keep lines.
        use: what decides: "both" rules and learned score, or one of them alone.
        engine: what reads HTML: "dom", the project's own, or "trafilatura", whose text is then
            cleaned like any other.
        output: how cleaned HTML is written: "text", "markdown", or "markdown with links".
        weights, html_weights: other weights files for the learned score than those in the package,
            of text and of HTML.
        threshold: a line goes when its score is below this share of the word F1 that its page may
            expect. The default is best for word F1; .1 loses a third as many lines of content
            and leaves more than twice as much chrome.
        sites: what is known of the sites that pages come from; see Sites.learn. It is used for
            pages whose address is given.

    Raises:
        ValueError: a kind or a choice does not exist, two choices contradict each other, or the
            threshold is no probability.

    >>> Settings(keep=frozenset({"caption"})).use
    'both'
    """

    keep: frozenset[Kind] = frozenset()
    drop: frozenset[Kind] = frozenset()
    rules: tuple[Group, ...] = ()
    use: Use = "both"
    engine: Engine = "dom"
    output: Output = "text"
    weights: Path | None = None
    html_weights: Path | None = None
    threshold: float = 0.45
    sites: "Sites | None" = None

    def __post_init__(self) -> None:
        for kind in sorted(self.keep | self.drop):
            if kind not in CHROME:
                raise ValueError(f"{kind!r} is no kind of chrome; use one of {', '.join(CHROME)}")
        if both := self.keep & self.drop:
            raise ValueError(f"{', '.join(sorted(both))}: keep and drop cannot both name a kind")
        for name, known in _CHOICES.items():
            value = getattr(self, name)
            if value not in known:
                raise ValueError(f"{name}={value!r} is unknown; choose one of {', '.join(known)}")
        if self.engine == "trafilatura" and self.output != "text":
            raise ValueError("engine='trafilatura' gives text only; leave output at 'text'")
        if not 0 <= self.threshold <= 1:
            raise ValueError(f"threshold={self.threshold}: it must be from 0 to 1")
