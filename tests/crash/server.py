"""A server in processes of its own, which can be killed at any moment and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
GIVE_UP = 120.0


class Server:
    """`hiring serve` on SQLite, or gunicorn with three workers on PostgreSQL."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url, self.port = folder, url, _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: Any = None

    def start(self) -> float:
        """Start and wait until it answers; returns the CPU seconds of the busiest of its processes until then."""
        command = [sys.executable, "-m", "hiring", "serve", "--port", str(self.port)]
        if self.url:
            command = [str(BIN / "gunicorn"), "wsgi:app", "--workers", "3", "--bind", f"127.0.0.1:{self.port}"]
        environment = {
            "PATH": os.environ["PATH"],
            "HIRING_STATE_DIR": str(self.folder),
            "HIRING_SECRET_KEY": databases.SECRET,
            "HIRING_DATABASE_URL": self.url,
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + GIVE_UP
        while not self.is_ready():
            assert self.process.poll() is None, (self.folder / "server.log").read_text()[-2_000:]
            assert time.monotonic() < until, "the server never answered"
            time.sleep(0.05)
        return max(_cpu_seconds(pid) for pid in self._processes())

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=10) as answer:  # noqa: S310 - ours
                return answer.status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """SIGKILL to every process of it at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_a_worker(self, number: int) -> None:
        """SIGKILL to one worker; gunicorn starts another."""
        workers = sorted(self._processes() - {self.process.pid})
        os.kill(workers[number % len(workers)], signal.SIGKILL)

    def _processes(self) -> set[int]:
        every = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
        return {pid for pid in every if _group(pid) == self.process.pid}


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _group(pid: int) -> int:
    stat = _stat(pid)
    return int(stat[2]) if stat else 0


def _cpu_seconds(pid: int) -> float:
    stat = _stat(pid)
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK") if stat else 0.0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
