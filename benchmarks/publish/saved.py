"""What is kept of a run: its JSON without single pages, small enough to stay beside the code."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from benchmarks.quality import report as text_report
from benchmarks.quality.html import markdown as html_markdown
from benchmarks.quality.html import report as html_report
from benchmarks.quality.html.systems import BASELINE
from benchmarks.quality.kinds import KindCounts, StageCounts
from benchmarks.quality.report import FEW
from benchmarks.speed.results import Results, read

_DIGITS = 5  # that count, of every number


@dataclass(frozen=True)
class Saved:
    """The last run of each kind, None where there is none."""

    text: text_report.Report | None
    html: html_report.Report | None
    speed: Results | None

    def told(
        self,
        text: Callable[[text_report.Report], str],
        html: Callable[[html_report.Report], str],
        speed: Callable[[Results], str],
    ) -> Iterator[tuple[str, str]]:
        """Every kind of which there is a run, and what is to be told of it.

        Args:
            text, html, speed: From a run to Markdown.
        """
        if self.text:
            yield "text", text(self.text)
        if self.html:
            yield "html", html(self.html)
        if self.speed:
            yield "speed", speed(self.speed)


def load(folder: Path) -> Saved:
    """Read what is kept in a folder."""
    speed = folder / "speed.json"
    return Saved(
        text=_named(_read(folder / "text.json")),
        html=_read(folder / "html.json"),
        speed=read(speed) if speed.exists() else None,
    )


def keep(kind: str, measured: Path, folder: Path) -> None:
    """Keep a run.

    Args:
        kind: One of `KINDS`.
        measured: The JSON that the run wrote.
        folder: Where what is kept goes.
    """
    slim = KINDS[kind](json.loads(measured.read_text("utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.json").write_text(_compact(_rounded(slim)), "utf-8")


def _text(report: text_report.Report) -> Mapping[str, Any]:
    for corpus in report["corpora"].values():
        for system in corpus["systems"].values():
            for view in system.values():
                view["page_f1"] = {}
                view["groups"] = {n: g for n, g in view["groups"].items() if _shown(n, g["pages"])}
                for name, group in view["groups"].items():
                    if name != "all":
                        group["renderers"] = {}
        for kinds in corpus.get("kinds", {}).values():
            if "confusion" in kinds:
                kinds["confusion"]["false_removals"] = []
    return report


def _html(report: html_report.Report) -> Mapping[str, Any]:
    for corpus in report["corpora"].values():
        listed = html_markdown.listed(corpus)
        for name, system in corpus["systems"].items():
            compared = name in (html_markdown.SYSTEM, BASELINE)
            system["groups"] = {n: g for n, g in system["groups"].items() if _shown(n, g["pages"])}
            system["rows"] = {
                key: row for key, row in system["rows"].items() if compared and key in listed
            }
    return report


def _speed(results: Mapping[str, Any]) -> Mapping[str, Any]:
    machine = results["machine_info"]
    known = ("processor", "system", "machine", "python_implementation", "python_version")
    brand = {"brand_raw": machine.get("cpu", {}).get("brand_raw", "")}
    return {
        "run": results["run"],
        "notes": results["notes"],
        "machine_info": {
            "cpu": brand, **{name: machine.get(name, "") for name in known},
            "packages": machine["packages"],
        },
        "benchmarks": [
            {
                "fullname": entry["fullname"],
                "stats": {name: entry["stats"][name] for name in ("median", "iqr")},
                "extra_info": entry["extra_info"],
            }
            for entry in results["benchmarks"]
        ],
    }  # fmt: skip


KINDS: Final[Mapping[str, Callable[[Any], Mapping[str, Any]]]] = {
    "text": _text,
    "html": _html,
    "speed": _speed,
}


def _shown(group: str, pages: int) -> bool:
    return group == "all" or pages >= FEW


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, dict):
        return {name: _rounded(member) for name, member in value.items()}
    return [_rounded(member) for member in value] if isinstance(value, list) else value


def _compact(value: Any) -> str:
    """JSON with every innermost list and object on a line of its own.

    >>> _compact({"a": {"b": [1, 2]}, "c": {"d": 3}})
    '{\\n "a": {\\n  "b": [ 1, 2 ]\\n },\\n "c": { "d": 3 }\\n}\\n'
    """
    indented = json.dumps(value, indent=1, ensure_ascii=False)
    # Strings in JSON hold no newlines, so that only those of the indentation are replaced.
    return (
        re.sub(r"[\[{][^\[\]{}]*[\]}]", lambda match: re.sub(r"\n\s*", " ", match[0]), indented)
        + "\n"
    )


def _named(report: text_report.Report | None) -> text_report.Report | None:
    """A report with the named tuples that JSON has made lists of."""
    for corpus in report["corpora"].values() if report else ():
        for found in corpus.get("kinds", {}).values():
            kinds = found["fates"]["kinds"]
            kinds.update({kind: KindCounts(*counts) for kind, counts in kinds.items()})
            if "confusion" in found:
                stages = found["confusion"]["stages"]
                stages.update({kind: StageCounts(*counts) for kind, counts in stages.items()})
    return report


def _read(path: Path) -> Any:
    return cast(Any, json.loads(path.read_text("utf-8"))) if path.exists() else None
