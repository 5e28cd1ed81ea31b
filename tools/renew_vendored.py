"""The name of an npm package in, the files of it that come with us out: the editor, or the font.

    python tools/renew_vendored.py codemirror          # the version that is named here
    python tools/renew_vendored.py pretendard 1.3.8    # another one

The package comes through `npm pack` from whatever registry npm is set up for, and is taken only where its
SHA-512 is the one the registry publishes. Files are copied byte for byte; their hashes go into
THIRD_PARTY.toml, against which a test holds them.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "krpia_graph"


@dataclass(frozen=True)
class Vendored:
    """A package of others: `files` are those taken, by their path in `folder`, where THIRD_PARTY.toml is too.

    `below` is a folder between, where several packages share one.
    """

    version: str
    what: str
    folder: Path
    files: Mapping[str, str]
    below: str = ""


EDITOR_FILES = (
    "LICENSE",
    "lib/codemirror.css",
    "lib/codemirror.js",
    "mode/sparql/sparql.js",
    "addon/edit/closebrackets.js",
    "addon/edit/matchbrackets.js",
    "addon/hint/show-hint.css",
    "addon/hint/show-hint.js",
)
PACKAGES = {
    "codemirror": Vendored(
        "5.65.21",
        "Files of others that come with the query page",
        SOURCES / "serve" / "vendor",
        {path: path for path in EDITOR_FILES},
        "codemirror",
    ),
    "pretendard": Vendored(
        "1.3.9",
        "The font of pages and figures",
        SOURCES / "write" / "fonts",
        {
            "LICENSE": "dist/LICENSE.txt",
            "Pretendard-Regular.ttf": "dist/public/static/alternative/Pretendard-Regular.ttf",
        },
    ),
}


def npm(*words: str, folder: str) -> dict[str, str]:
    """What npm answers as JSON."""
    done = subprocess.run(["npm", *words, "--json"], cwd=folder, capture_output=True, check=True, text=True)
    answer = json.loads(done.stdout)
    return dict(answer[0] if isinstance(answer, list) else answer)


def main(package: str, version: str = "") -> None:
    """Renew the files, or end with an error before any is touched."""
    if package not in PACKAGES:
        sys.exit(f"no package {package!r}: choose from {', '.join(PACKAGES)}")
    wanted = PACKAGES[package]
    version = version or wanted.version
    with tempfile.TemporaryDirectory() as folder:
        name = f"{package}@{version}"
        published = npm("view", name, "dist.integrity", "license", folder=folder)
        archive = Path(folder, npm("pack", name, folder=folder)["filename"]).read_bytes()
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
        if integrity != published["dist.integrity"]:
            sys.exit(f"{name}: the package is {integrity}, published is {published['dist.integrity']}")
        Path(folder, "package.tgz").write_bytes(archive)
        with tarfile.open(Path(folder, "package.tgz")) as members:
            contents = {}
            for path, origin in wanted.files.items():
                member = members.extractfile(f"package/{origin}")
                if member is None:
                    sys.exit(f"{name}: no file {origin}")
                contents[path] = member.read()
    lines = [
        f"# {wanted.what}, unmodified. Made by tools/renew_vendored.py.",
        f'name = "{package}"',
        f'version = "{version}"',
        f'license = "{published["license"]}"',
        f'source = "npm package {name}"',
        f'integrity = "{integrity}"',
        "",
        "[sha256]",
    ]
    for path, content in contents.items():
        target = wanted.folder / wanted.below / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        lines.append(f'"{path}" = "{hashlib.sha256(content).hexdigest()}"')
    (wanted.folder / "THIRD_PARTY.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
