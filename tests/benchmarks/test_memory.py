import os
import subprocess
import sys

import pytest

from benchmarks.memory import watched

HOLD = "import time; held = bytearray({megabytes} * 1024 * 1024); time.sleep(0.4)"
# As the site has it: the server, its processes, a worker for jobs, the engine under its name, and its child.
TREE = """
import os, subprocess, sys
program, _, below = os.environ["BELOW"].partition(" ")
sys.exit(subprocess.call([sys.executable, program], env=os.environ | {"BELOW": below}))
"""


@pytest.mark.parametrize("between", [1, 2])
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's figures are read as Linux shows them")
def test_watched_reads_the_peak_of_the_engines_children_alone(tmp_path, between):
    worker, engine, child = tmp_path / "worker.py", tmp_path / "press.engine.py", tmp_path / "child.py"
    worker.write_text(TREE)
    engine.write_text(TREE)
    child.write_text(HOLD.format(megabytes=60))
    below = " ".join(map(str, [*[worker] * between, engine, child]))
    with (
        subprocess.Popen([sys.executable, worker], env=os.environ | {"BELOW": below}) as server,
        watched(server.pid) as peak,
    ):
        server.wait()
    assert 60 < peak.memory / 1024 / 1024 < 100
    assert peak.seconds < 5
