import sys


class Server:
    def start(self, port):
        if not port:
            print("no port is given")
            sys.exit(2)

    def listen(self, port):
        print(f"listening on {port}")
