"""How much memory and processor time a report takes: read from the kernel while its process lives (Linux)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
ENGINE = b"press.engine"
PAUSE = 0.01
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Peak:
    """The most that any rendering process held (bytes), and what the last one spent (seconds of processor time)."""

    memory: int = 0
    seconds: float = 0.0


@contextmanager
def watched(server: int) -> Iterator[Peak]:
    """Watch the rendering processes below the server as long as the block runs."""
    peak, stop = Peak(), threading.Event()
    thread = threading.Thread(target=_watch, args=(server, peak, stop), daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()


def _watch(server: int, peak: Peak, stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        for pid in _renderers(server):
            try:
                peak.memory = max(peak.memory, _high_water(pid))
                peak.seconds = _processor_time(pid)
            except (OSError, StopIteration):
                continue  # it ended while we looked


def _renderers(pid: int) -> Iterator[int]:
    """The engine's children, each of which makes one document; whoever started the engine is somewhere below."""
    for child in _children(pid):
        yield from _children(child) if ENGINE in _read(child, "cmdline") else _renderers(child)


def _children(pid: int) -> list[int]:
    threads = (PROC / str(pid) / "task").glob("*")
    return [int(child) for thread in threads for child in _read(pid, f"task/{thread.name}/children").split()]


def _read(pid: int, name: str) -> bytes:
    try:
        return (PROC / str(pid) / name).read_bytes()
    except OSError:
        return b""


def _high_water(pid: int) -> int:
    lines = (PROC / str(pid) / "status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmHWM:")))


def _processor_time(pid: int) -> float:
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
