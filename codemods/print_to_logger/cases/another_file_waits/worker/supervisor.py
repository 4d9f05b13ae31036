import subprocess


def launch(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if "pump is ready" in line:
            return process
    return None
