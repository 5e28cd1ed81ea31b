"""The npm package `codemirror` in, the files of the editor that the query page loads out.

    python tools/renew_editor.py          # the version that is named here
    python tools/renew_editor.py 5.65.20  # another one

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
from pathlib import Path

PACKAGE, VERSION = "codemirror", "5.65.21"
FOLDER = Path(__file__).parent.parent / "src" / "krpia_graph" / "serve" / "vendor"
FILES = (
    "LICENSE",
    "lib/codemirror.css",
    "lib/codemirror.js",
    "mode/sparql/sparql.js",
    "addon/edit/closebrackets.js",
    "addon/edit/matchbrackets.js",
    "addon/hint/show-hint.css",
    "addon/hint/show-hint.js",
)


def npm(*words: str, folder: str) -> dict[str, str]:
    """What npm answers as JSON."""
    done = subprocess.run(["npm", *words, "--json"], cwd=folder, capture_output=True, check=True, text=True)
    answer = json.loads(done.stdout)
    return dict(answer[0] if isinstance(answer, list) else answer)


def main(version: str) -> None:
    """Renew the files, or end with an error before any is touched."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{PACKAGE}@{version}"
        published = npm("view", name, "dist.integrity", "license", folder=folder)
        archive = Path(folder, npm("pack", name, folder=folder)["filename"]).read_bytes()
        integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
        if integrity != published["dist.integrity"]:
            sys.exit(f"{name}: the package is {integrity}, published is {published['dist.integrity']}")
        Path(folder, "package.tgz").write_bytes(archive)
        with tarfile.open(Path(folder, "package.tgz")) as package:
            contents = {}
            for path in FILES:
                member = package.extractfile(f"package/{path}")
                if member is None:
                    sys.exit(f"{name}: no file {path}")
                contents[path] = member.read()
    lines = [
        "# Files of others that come with the query page, unmodified. Made by tools/renew_editor.py.",
        f'name = "{PACKAGE}"',
        f'version = "{version}"',
        f'license = "{published["license"]}"',
        f'source = "npm package {name}"',
        f'integrity = "{integrity}"',
        "",
        "[sha256]",
    ]
    for path, content in contents.items():
        target = FOLDER / PACKAGE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        lines.append(f'"{path}" = "{hashlib.sha256(content).hexdigest()}"')
    (FOLDER / "THIRD_PARTY.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(sys.argv[1:2] or [VERSION]))
