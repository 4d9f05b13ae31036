# call: version(["sh", "-c", "echo 1.2"])
# call: version(["/nope"])
# call: revision()
# call: listing("/nope")
# call: listing(".")
# call: answered(["cat"])
# call: answered(["/nope"])
# call: quiet(["true"])
# call: quiet(["false"])
# call: quiet(["/nope"])
# call: answered(None)
# call: quiet([None])
# call: quiet(["a\0b"])
# call: shell("true")
# call: shell("a\0b")
# call: shell(None)
# call: started(["true"])
# call: started(["/nope"])
# call: started(["a\0b"])
# call: started(None)
# call: waited(["true"])
# call: waited(["sleep", "5"])
# call: listing(None)
"""Other programs."""

import logging
import subprocess

log = logging.getLogger(__name__)


def version(command: list[str]):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=5)
        return done.stdout.strip()
    except:
        return None


def revision():
    try:
        return subprocess.check_output(["git-of-another-machine", "--version"])
    except:
        return b""


def listing(folder: str):
    try:
        return subprocess.run(["ls", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    except:
        return -1


def answered(command: list[str]):
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return process.communicate(b"question", timeout=5)[0]
    except:
        return None


def quiet(command: list[str]):
    try:
        subprocess.check_call(command)
    except:
        log.warning("failed")
        return False
    return True


def shell(command):
    try:
        return subprocess.getoutput(command)
    except:
        return 127


def started(command):
    try:
        process = subprocess.Popen(command)
    except:
        return "not started"
    process.wait()
    return "started"


def waited(command: list[str]):
    process = subprocess.Popen(command)
    try:
        return process.wait(timeout=0.05)
    except:
        log.error("took too long")
    process.kill()
    process.wait()
    return None
