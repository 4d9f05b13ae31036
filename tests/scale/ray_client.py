#!/usr/bin/env python3
"""A small fleet on a Ray cluster of this machine through the client's port (ray://), as a user has it who installed the wheel.

    VENV/bin/python tests/scale/ray_client.py VENV/bin/overhaul

The environment has `overhaul[ray]`; nothing but the address says where anything is. Ends with an error where a repository has not exactly one
pull request at the end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from fleet import World

CLIENT = 10001


def started(world: World, environment: dict[str, str]) -> subprocess.Popen[str]:
    """The head of a cluster, in a process group of its own."""
    command = [str(Path(world.overhaul).with_name("ray")), "start", "--head", "--block", "--include-dashboard=false", "--num-cpus=2"]
    command.append(f"--ray-client-server-port={CLIENT}")
    head = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    if not any("Ray runtime started" in line for line in head.stdout):
        sys.exit(f"Ray did not start; is port {CLIENT} free?")
    return head


def main() -> None:
    world = World(8, str(Path(sys.argv[1]).absolute()))
    environment = world.environment(PATH="/usr/local/bin:/usr/bin:/bin")
    head = started(world, environment)
    try:
        command = [world.overhaul, "fleet", "run", "--engine", "ray", "--address", f"ray://127.0.0.1:{CLIENT}"]
        status = subprocess.run(command, cwd=world.root, env=environment, check=False).returncode
    finally:
        head.terminate()
        head.wait()
        try:
            os.killpg(head.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    if status != 0:
        sys.exit(f"the run ended with {status}")
    world.check("through the client's port")


if __name__ == "__main__":
    main()
