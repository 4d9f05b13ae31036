from http.server import BaseHTTPRequestHandler


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()


def respond(message):
    message.add_header("Access-Control-Allow-Origin", "*")
    message.headers.update({"Access-Control-Allow-Origin": "*"})
    message.headers |= {"X-Tram": "7"}
