"""A hundred clients ask one endpoint on this machine for two minutes; counts, speeds and memory come out.

    python benchmarks/serve_many_clients.py [--seconds 120] [--clients 100]

The clients are threads that ask named queries and small ones, each on a connection that stays open; one in
fifty questions is a cross product that only its deadline ends. After the run the server must answer a query
within a second, or the exit code is 1.
"""

import argparse
import http.client
import itertools
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from krpia_graph.read.queries import read_queries

BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SMALL = "SELECT (6 * 7 AS ?n) {}"
HEADERS = {"Content-Type": "application/sparql-query", "Accept": "text/csv, text/turtle"}


def resident(pid: int) -> int:
    """Memory of a process in kB; 0 where the system does not tell."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def open_files(pid: int) -> int:
    """How many files a process holds open; 0 where the system does not tell."""
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


class Clients:
    """The clients of one server and what they saw."""

    def __init__(self, host: str, port: int, until: float) -> None:
        self._where = (host, port)
        self._until = until
        self._queries = [q.text for q in read_queries().values() if not q.parameters] + [SMALL] * 20
        self.seen: Counter[str] = Counter()
        self.seconds: list[float] = []

    def run(self, seed: int) -> None:
        """Ask until time is up; a lost connection is counted and made anew."""
        rng = random.Random(seed)
        connection = http.client.HTTPConnection(*self._where, timeout=60)
        for number in itertools.count(1):
            if time.monotonic() > self._until:
                break
            query = BOMB if rng.randrange(50) == 0 else f"{rng.choice(self._queries)}\n# {seed} {number}"
            start = time.monotonic()
            try:
                connection.request("POST", "/sparql", query.encode(), HEADERS)
                response = connection.getresponse()
                response.read()
                self.seen[str(response.status)] += 1
                if response.status == 200:
                    self.seconds.append(time.monotonic() - start)
                elif response.status == 503:
                    time.sleep(rng.random())
            except (OSError, http.client.HTTPException) as error:
                self.seen[type(error).__name__] += 1
                connection.close()
        connection.close()


def main() -> int:
    """Run, print one JSON object, and say by the exit code whether the server still answers."""
    parser = argparse.ArgumentParser(description="Many clients at one endpoint.")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=100)
    options = parser.parse_args()
    command = [sys.executable, "-m", "krpia_graph", "serve", "--port", "0", "--timeout", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            address = next(m for line in server.stdout if (m := re.search(r"http://([\d.]+):(\d+)/", line)))
            host, port = address[1], int(address[2])
            before = resident(server.pid)
            clients = Clients(host, port, time.monotonic() + options.seconds)
            threads = [threading.Thread(target=clients.run, args=(n,)) for n in range(options.clients)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            start = time.monotonic()
            connection = http.client.HTTPConnection(host, port, timeout=30)
            connection.request("POST", "/sparql", SMALL.encode(), HEADERS)
            answered = connection.getresponse().read() == b"n\r\n42\r\n"
            afterwards = time.monotonic() - start
            times = sorted(clients.seconds)
            report = {
                "clients": options.clients,
                "seconds": options.seconds,
                "answers": dict(clients.seen),
                "median_ms": round(times[len(times) // 2] * 1000) if times else None,
                "p99_ms": round(times[len(times) * 99 // 100] * 1000) if times else None,
                "server_mb_before": before // 1024,
                "server_mb_after": resident(server.pid) // 1024,
                "open_files": open_files(server.pid),
                "answered_afterwards": answered,
                "answered_in_ms": round(afterwards * 1000),
            }
            sys.stdout.write(json.dumps(report, indent=1) + "\n")
            return 0 if answered and afterwards < 1 else 1
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
