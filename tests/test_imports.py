"""What importing and using cleaner brings along: numpy, and nothing that only others need."""

import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_PROGRAM = """
import sys
import cleaner
cleaner.clean("Advertisement")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_text_path_imports_numpy_and_the_standard_library_alone() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    loaded = {name for name in run.stdout.split() if not name.startswith("_")}
    foreign = loaded - sys.stdlib_module_names - {"cleaner", "numpy"}
    assert not {"trafilatura", "torch", "lxml", "click", "charset_normalizer"} & foreign, foreign


def test_trafilatura_can_be_imported_with_what_its_extra_declares() -> None:
    """Some versions of pip leave out what trafilatura asks of lxml under an old name."""
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["trafilatura"]
    assert any(needed.startswith("lxml_html_clean") for needed in extra)


def test_the_data_files_are_in_the_package() -> None:
    package = files("cleaner")
    assert (package / "py.typed").is_file()
    assert (package / "rules" / "phrases" / "en.toml").is_file()
