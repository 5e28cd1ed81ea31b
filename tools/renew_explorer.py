"""The npm packages of tools/explorer in, the one script that the large page draws with out.

    python tools/renew_explorer.py

The versions are those of package-lock.json, whose SHA-512 `npm ci` holds each package against; it takes them
from whatever registry npm is set up for. esbuild makes one file of them, which begins with the licences of
what is in it: a page that holds the script holds them too. Hashes go into THIRD_PARTY.toml, against which a
test holds the files. Node is needed for this only: neither users nor the other checks need it.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "tools" / "explorer"
TARGET = ROOT / "src" / "krpia_graph" / "write" / "page" / "vendor"
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=Explorer",
    "--target=es2020",
    "--charset=ascii",
    "--legal-comments=none",  # all licences stand at the start
)
FORBIDDEN = re.compile(r"\b(eval|Function)\(|\bnew Function\b|(?i:</script|<!--)")
PROSE = "Parts of others in this file and their licences.\n"


def main() -> None:
    """Renew the files, or end with an error before any is touched."""
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for file in ("package.json", "package-lock.json", "entry.js"):
            shutil.copy(SOURCE / file, folder)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder)
        script, packages = bundle(folder)
        notices = PROSE + "".join(notice(folder, package, lock) for package in packages)
    if "*/" in notices:
        sys.exit("a licence would end the comment that it stands in")
    built = f"/*!\n{notices}*/\n{script}"
    if found := FORBIDDEN.search(built):
        sys.exit(f"the page's policy or the page itself does not allow {found[0]!r}")
    files = {"THIRD_PARTY_LICENSES.txt": notices, "explorer.js": built}
    for name, text in {**files, "THIRD_PARTY.toml": table(files, packages, lock)}.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


def run(*command: str, folder: Path) -> None:
    """One command, or an end with what it said."""
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{' '.join(command[:2])}: {done.stderr}")


def bundle(folder: Path) -> tuple[str, list[str]]:
    """The script, and the packages of which something is in it, by name."""
    run(
        "node_modules/.bin/esbuild",
        "entry.js",
        *OPTIONS,
        "--outfile=explorer.js",
        "--metafile=meta.json",
        folder=folder,
    )
    inputs = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["inputs"]
    found = {match[1] for path in inputs if (match := re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path))}
    return (folder / "explorer.js").read_text(encoding="utf-8"), sorted(found)


def notice(folder: Path, package: str, lock: dict[str, dict[str, dict[str, str]]]) -> str:
    """The licence of a package in its own words, under its name and version."""
    about = lock["packages"][f"node_modules/{package}"]
    texts = sorted((folder / "node_modules" / package).glob("LICEN[CS]E*"))
    if not texts:
        sys.exit(f"{package}: no file of its licence")
    text = "\n".join(path.read_text(encoding="utf-8").replace("\r\n", "\n").strip() for path in texts)
    return f"\n{package} {about['version']} ({about['license']})\n\n{text}\n"


def table(files: dict[str, str], packages: list[str], lock: dict[str, dict[str, dict[str, str]]]) -> str:
    """The hashes of the files, and from which packages the script was made with which tool."""
    esbuild = lock["packages"]["node_modules/esbuild"]["version"]
    lines = [
        "# Parts of others that come with the large page, in one script. Made by tools/renew_explorer.py.",
        f'builder = "esbuild {esbuild}"',
        "",
        "[sha256]",
        *(f'"{name}" = "{hashlib.sha256(text.encode()).hexdigest()}"' for name, text in files.items()),
    ]
    for package in packages:
        about = lock["packages"][f"node_modules/{package}"]
        lines += [
            "",
            "[[package]]",
            f'name = "{package}"',
            f'version = "{about["version"]}"',
            f'license = "{about["license"]}"',
            f'integrity = "{about["integrity"]}"',
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
