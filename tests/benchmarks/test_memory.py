import subprocess
import sys

import pytest

from benchmarks.memory import watched

HOLD = "import time; held = bytearray({megabytes} * 1024 * 1024); time.sleep(0.4)"
# As the site has it: the server, a worker, the engine under its name, and a child of it for one report.
TREE = (
    "import subprocess, sys\n"
    "names = sys.argv[1:]\n"
    "program = open(__file__).read()\n"
    "sys.exit(subprocess.call([sys.executable, names[0], *names[1:]]))"
)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's figures are read as Linux shows them")
def test_watched_reads_the_peak_of_the_engines_children_alone(tmp_path):
    worker, engine, child = tmp_path / "worker.py", tmp_path / "press.engine.py", tmp_path / "child.py"
    worker.write_text(TREE)
    engine.write_text(TREE)
    child.write_text(HOLD.format(megabytes=60))
    with subprocess.Popen([sys.executable, worker, worker, engine, child]) as server, watched(server.pid) as peak:
        server.wait()
    assert 60 < peak.memory / 1024 / 1024 < 100
    assert peak.seconds < 5
