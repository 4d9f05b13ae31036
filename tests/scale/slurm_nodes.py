#!/usr/bin/env python3
"""A fleet as a Slurm array on two nodes of this machine, of which one is killed in the middle.

    python3 tests/scale/slurm_nodes.py OVERHAUL [COUNT]

Run as root where Debian's slurmctld, slurmd and munge are installed. Ends with an error where a repository has not exactly one pull
request at the end. The batch script is the one of docs/scale.md.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path

from fleet import World, asked

SHARDS = 8
DOCS = Path(__file__).resolve().parents[2] / "docs" / "scale.md"


def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def configuration(root: Path) -> str:
    host = socket.gethostname().split(".")[0]
    controller, one, two = port(), port(), port()
    return f"""
ClusterName=overhaul
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation={root}/state
SlurmdSpoolDir={root}/spool-%n
SlurmctldPidFile={root}/slurmctld.pid
SlurmdPidFile={root}/slurmd-%n.pid
SlurmctldLogFile={root}/slurmctld.log
SlurmdLogFile={root}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SlurmdTimeout=10
ReturnToService=2
MailProg=/bin/true
SlurmdParameters=config_overrides
NodeName=one NodeHostname={host} NodeAddr=127.0.0.1 Port={one} CPUs=2
NodeName=two NodeHostname={host} NodeAddr=127.0.0.1 Port={two} CPUs=2
PartitionName=all Nodes=one,two Default=YES MaxTime=INFINITE State=UP
"""


def main() -> None:
    overhaul = str(Path(sys.argv[1]).resolve())
    world = World(int(sys.argv[2]) if len(sys.argv) > 2 else 80, overhaul)
    slurm = world.root / "slurm"
    for name in ["state", "spool-one", "spool-two"]:
        (slurm / name).mkdir(parents=True)
    (slurm / "slurm.conf").write_text(configuration(slurm))
    environment = world.environment(SLURM_CONF=str(slurm / "slurm.conf"))

    def call(*command: str, check: bool = True) -> str:
        return subprocess.run(command, env=environment, cwd=world.root, capture_output=True, text=True, check=check).stdout

    subprocess.run(["service", "munge", "start"], check=True, stdout=subprocess.DEVNULL)
    started = [subprocess.Popen(["slurmctld", "-D"], env=environment, stderr=subprocess.DEVNULL)]
    time.sleep(2)
    for node in ("one", "two"):
        started.append(subprocess.Popen(["slurmd", "-D", "-N", node], env=environment, stderr=subprocess.DEVNULL))
    try:
        time.sleep(3)
        script = re.search(r"```bash\n(#!/bin/bash\n#SBATCH.*?)```", DOCS.read_text(), re.DOTALL).group(1)
        (world.root / "lines").mkdir()
        (world.root / "array.sh").write_text(script.replace("1-8", f"1-{SHARDS}"))
        job = re.search(r"\d+", call("sbatch", "--parsable", "--export=ALL", "--output=slurm-%a.log", "array.sh")).group()
        began = time.monotonic()
        killed = False
        while call("squeue", "-h", "-j", job, check=False).strip():
            running = call("squeue", "-h", "-j", job, "-t", "R", "-w", "two", "-o", "%A", check=False).split()
            if not killed and running and time.monotonic() - began > 2:
                started[2].kill()
                subprocess.run(["pkill", "-9", "-f", "slurmstepd.*"], check=False)
                killed = True
                print(f"node two was killed with {len(running)} tasks on it")
                time.sleep(15)
                started[2] = subprocess.Popen(["slurmd", "-D", "-N", "two"], env=environment, stderr=subprocess.DEVNULL)
                call("scontrol", "update", "nodename=two", "state=resume", check=False)
            # Slurm holds what it takes back for two minutes, so that nodes can settle.
            call("scontrol", "update", f"jobid={job}", "starttime=now", check=False)
            if time.monotonic() - began > 420:
                sys.exit(call("squeue", check=False) + call("sinfo", check=False))
            time.sleep(1)
        print(f"the array ended after {time.monotonic() - began:.0f} s")
        lines = sorted(str(path) for path in (world.root / "lines").glob("*.jsonl"))
        world.fleet("publish", *lines)
        print(f"{sum(len(Path(name).read_text().splitlines()) for name in lines)} lines, requests {asked()}")
        world.check("Slurm, with one node killed")
    finally:
        for process in started:
            process.kill()


if __name__ == "__main__":
    main()
