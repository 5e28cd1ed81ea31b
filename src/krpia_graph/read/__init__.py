"""Files in, values out: documents with their statements, and the domain data they are read against.

`read(path)` reads a document; the reader is chosen by what the text looks like.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from krpia_graph.model.document import Document, Reading
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.read.document import read_document
from krpia_graph.read.krpia_page import read_krpia_page, recognises
from krpia_graph.read.markdown import read_markdown, recognises_markdown
from krpia_graph.read.news import read_news, recognises_news
from krpia_graph.read.record import read_record, recognises_record
from krpia_graph.read.table import read_table, read_table_file, recognises_table, recognises_table_file
from krpia_graph.read.web_page import read_web_page, recognises_web_page

# A reader by name: whether it recognises a text, and how it reads a document. Tried in this order.
READERS: dict[str, tuple[Callable[[str], bool], Callable[[Document], Reading]]] = {
    "web_page": (recognises_web_page, read_web_page),  # before the page it may hold
    "krpia_page": (recognises, read_krpia_page),
    "table": (recognises_table, read_table),
    "markdown": (recognises_markdown, read_markdown),
    "record": (recognises_record, read_record),
    "news": (recognises_news, read_news),  # where no other recognises the text
}

# Readers that look at the file itself (its first bytes, what lies beside it), tried before those of the text.
FILE_READERS: dict[str, tuple[Callable[[Path], bool], Callable[[Path], Reading]]] = {
    "table": (recognises_table_file, read_table_file),
}


def read(path: Path, reader: str = "", begin: int = 0) -> Reading:
    """The statements and the noise of the document at `path`.

    `reader` forces a reader of `READERS`; by default the first that recognises the text is taken, and
    "news" where none does. The first `begin` characters are no part of the document. Raises SourceError
    where the file cannot be read.
    """
    if reader and reader not in READERS:
        raise UnknownNameError("reader", reader, READERS)
    for name, (recognises_file, read_file) in FILE_READERS.items():
        if reader in ("", name) and recognises_file(path):
            return read_file(path)
    document = read_document(path)
    document = replace(document, text=document.text[begin:]) if begin else document
    for name, (recognises_text, read_text) in READERS.items():
        if reader == name or (not reader and name != "news" and recognises_text(document.text)):
            return read_text(document)
    return read_news(document)
