"""Where the data files are: beside the package in a wheel, at the top level in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def data_folder() -> Path:
    """The folder of the domain data: `krpia_graph/data` when installed, `data/` in an editable checkout."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "data"
