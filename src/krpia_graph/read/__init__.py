"""Files in, values out: documents with their statements, and the domain data they are read against.

`read(path)` reads a document; the reader is chosen by what the text looks like.
"""

from collections.abc import Callable
from pathlib import Path

from krpia_graph.model.document import Document, Reading
from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.read.document import read_document
from krpia_graph.read.krpia_page import read_krpia_page, recognises

# A reader by name: whether it recognises a text, and how it reads a document. Tried in this order.
READERS: dict[str, tuple[Callable[[str], bool], Callable[[Document], Reading]]] = {
    "krpia_page": (recognises, read_krpia_page),
}


def read(path: Path, reader: str = "") -> Reading:
    """The statements and the noise of the document at `path`.

    `reader` forces a reader of `READERS`; by default the first that recognises the text is taken. Raises
    SourceError where the file cannot be read or no reader recognises it.
    """
    if reader and reader not in READERS:
        raise UnknownNameError("reader", reader, READERS)
    document = read_document(path)
    for name, (recognises_text, read_text) in READERS.items():
        if reader == name or (not reader and recognises_text(document.text)):
            return read_text(document)
    raise SourceError(
        f"{path}: no reader recognises the layout; a KRPIA page has a line 'Cases' and bullets "
        f"'PARTY · text' under it (readers: {', '.join(READERS)})"
    )
