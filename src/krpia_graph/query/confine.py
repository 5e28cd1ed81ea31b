"""What the process that answers queries may no longer do; each limit holds where the system has it.

| limit | Linux | macOS | Windows |
|---|---|---|---|
| no core dump, no file written | yes | yes | - |
| processor time of a query | yes | yes | - |
| memory, new processes | yes | - | - |
| no network | x86-64, arm64 | - | - |

Without the network means that no socket can be made (seccomp), and that the process is in a network namespace
of its own where the user may make one. The wall clock holds everywhere: the parent kills the process.
"""

import contextlib
import ctypes
import math
import platform
import struct
import sys
import time
from pathlib import Path

_FILES = 1024
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # flags of unshare(2)
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl(2)
# Of seccomp(2): the architecture, and the numbers of socket, execve, execveat and io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 221, 281, 425)),
}


def confine() -> None:
    """Give up what no query needs; before the store is opened, so that its threads inherit it."""
    if sys.platform == "win32":
        return
    import resource

    for name, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        hard = resource.getrlimit(name)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(name, (least, least))
    if sys.platform == "linux":
        _leave_the_network()


def hold_memory(more: int) -> None:
    """Allow `more` bytes above what the process has mapped now, and no new process or thread."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def hold_processor(seconds: float) -> None:
    """Allow that much more processor time: what ends a query should its parent be unable to."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = math.ceil(time.process_time() + seconds) + 2
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _leave_the_network() -> None:
    """Make sockets impossible; without rights or on another processor some or all of it stays undone."""
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        if libc.unshare(_NEW_NET) != 0:
            libc.unshare(_NEW_USER | _NEW_NET)
    if platform.machine() not in _CALLS:
        return
    program = _filter(*_CALLS[platform.machine()])
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    with contextlib.suppress(AttributeError):
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0)


def _filter(architecture: int, refused: tuple[int, ...]) -> bytes:
    """A program for seccomp: those calls, and all of another architecture, fail as not permitted."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with EPERM
    other_abi = 0x40000000  # the bit of the x32 calls
    count = len(refused)
    steps = [
        (load, 0, 0, 4),
        (equal, 0, count + 3, architecture),
        (load, 0, 0, 0),
        (at_least, count + 1, 0, other_abi),
        *((equal, count - i, 0, number) for i, number in enumerate(refused)),
        (give, 0, 0, allow),
        (give, 0, 0, refuse),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
