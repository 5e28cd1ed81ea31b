"""News of which the rules understand little, what a model answers when it is asked, and how it is found."""

from pathlib import Path

NEWS = (
    "Drug makers in talks\n\n"
    "SEOUL, March 3, 2023 - Hanbit said on Friday that it has taken over Painaway from Dorim.\n\n"
    "KTRA looked on. nanopark은 한빛제약과 손잡았다.\n"
)
TAKEN_OVER = {
    "names": [{"number": 1, "role": "licensee"}, {"number": 3, "role": "licensor"}],
    "further_names": [{"quote": "Fridays", "type": "programme", "role": ""}],
    "relations": [{"type": "licensing", "quote": "has taken over"}],
}
JOINED = {
    "further_names": [{"quote": "nanopark", "type": "institution", "role": ""}],
    "relations": [{"type": "collaboration", "quote": "손잡았다"}],
}
ANSWERS = {"taken over": TAKEN_OVER, "손잡았다": JOINED}
KEY = "sk-secret-1"


def environment(url: str, cache: Path) -> dict[str, str]:
    """The variables that name a server, with a key and a folder for replies."""
    return {
        "KRPIA_GRAPH_LLM_URL": url,
        "KRPIA_GRAPH_LLM_MODEL": "tiny",
        "KRPIA_GRAPH_LLM_KEY": KEY,
        "KRPIA_GRAPH_CACHE": str(cache),
    }
