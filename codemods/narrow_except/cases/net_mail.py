# call: send("127.0.0.1:1", "hello")
# call: send("127.0.0.1:x", "hello")
# call: send("127.0.0.1:1", None)
# call: submit("127.0.0.1", 1, "me", "word")
# call: unread("127.0.0.1", 1)
# call: address("Me <me@example.org>")
# call: address(7)
# call: address(None)
# call: stamp(0)
# call: stamp("x")
# call: stamp(10**30)
# call: stamp(float("nan"))
"""Sends and reads mail."""

import email.utils
import imaplib
import smtplib


def send(server: str, text) -> bool:
    try:
        client = smtplib.SMTP(server, timeout=2)
        client.sendmail("a@example.org", ["b@example.org"], text)
        client.quit()
    except:
        return False
    return True


def submit(server: str, port: int, name: str, word: str) -> bool:
    try:
        with smtplib.SMTP(server, port, timeout=2) as client:
            client.starttls()
            client.login(name, word)
    except:
        return False
    return True


def unread(server: str, port: int) -> int:
    try:
        box = imaplib.IMAP4(server, port, timeout=2)
        box.select("INBOX")
        _, found = box.search(None, "UNSEEN")
        return len(found[0].split())
    except:
        return 0


def address(text):
    try:
        return email.utils.parseaddr(text)[1]
    except:
        return ""


def stamp(seconds):
    try:
        return email.utils.formatdate(seconds)
    except:
        return ""
