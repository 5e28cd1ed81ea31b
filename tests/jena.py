"""Jena's `riot`, the strictest reader of RDF, as Debian packages it.

Debian's Jena needs two things to start: the message files of the XML library within it under the name by
which they are asked for, and a class path without log4j-over-slf4j. It reads no JSON-LD 1.1 at all, as the
JSON library for that is not in Debian.
"""

import shutil
import subprocess
import zipfile
from pathlib import Path

JARS = Path("/usr/share/java")
MISSING = (
    ""
    if (JARS / "jena-cmds.jar").is_file() and shutil.which("java")
    else "no libapache-jena-java, or no java"
)
# One way of logging is enough (slf4j-simple), and this one of Debian's would call itself.
_LEFT_OUT = ("log4j-over-slf4j", "maven3-slf4j", "slf4j-jcl", "slf4j-jdk14", "slf4j-log4j12", "slf4j-nop")
_WITHIN = "org/apache/jena/ext/"


def class_path(folder: Path) -> str:
    """The class path, with the message files copied into `folder`."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as core:
        for name in core.namelist():
            if name.startswith(f"{_WITHIN}xerces/") and name.endswith(".properties"):
                target = folder / name.removeprefix(_WITHIN)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(core.read(name))
    jars = {jar.resolve() for jar in JARS.glob("*.jar") if not jar.name.startswith(_LEFT_OUT)}
    return ":".join([str(folder), *sorted(map(str, jars))])


def validate(classes: str, path: Path) -> str:
    """What riot has to say against a file; empty where it takes it without a warning."""
    command = ["java", "-cp", classes, "riotcmd.riot", "--validate", "--strict", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return f"{done.stdout}{done.stderr}" or ("" if done.returncode == 0 else f"exit code {done.returncode}")
