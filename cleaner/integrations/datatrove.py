"""datatrove: a step of a pipeline that cleans the text of every document.

LocalPipelineExecutor(pipeline=[JsonlReader("pages"), CleanerStep(), JsonlWriter("clean")])
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleaner.cleaner import Cleaner
from cleaner.extras import MissingExtra
from cleaner.settings import Settings

try:
    from datatrove.pipeline.base import PipelineStep
except ImportError as error:
    raise MissingExtra("a pipeline of datatrove", "datatrove") from error

if TYPE_CHECKING:
    from datatrove.data import Document

_BATCH = 200
_DEFAULT = Settings()


class CleanerStep(PipelineStep):
    """Cleans documents, which are texts; a document of which nothing is left is dropped.

    Args:
        settings: how to clean.
    """

    name = "cleaner"
    type = "format"

    def __init__(self, settings: Settings = _DEFAULT) -> None:
        super().__init__()
        self.settings = settings

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator["Document"]:
        """Clean documents, some together."""
        cleaner, batch = Cleaner(self.settings), list["Document"]()
        for document in data or ():
            batch.append(document)
            if len(batch) == _BATCH:
                yield from self._cleaned(cleaner, batch)
                batch = []
        yield from self._cleaned(cleaner, batch)

    def _cleaned(self, cleaner: Cleaner, batch: "list[Document]") -> Iterator["Document"]:
        urls = [document.metadata.get("url") for document in batch]
        texts = cleaner.clean_batch([document.text for document in batch], urls)
        for document, text in zip(batch, texts, strict=True):
            self.stat_update("documents")
            self.stat_update("characters removed", value=len(document.text) - len(text))
            document.text = text
            if text.strip():
                yield document
