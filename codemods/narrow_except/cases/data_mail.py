# call: subject(b"Subject: =?utf-8?q?a?=\n\nx")
# call: subject(b"Subject: =?nowhere?q?a?=\n\nx")
# call: subject(b"Subject: =?utf-8?b?a?=\n\nx")
# call: subject(b"\n")
# call: subject(None)
# call: sent("Mon, 20 Nov 1995 19:12:08 -0500")
# call: sent("x")
# call: sent("Mon, 99 Nov 1995 19:12:08 -0500")
# call: sent(None)
# call: body(b"Content-Type: text/plain; charset=utf-8\n\nhello")
# call: body(b"Content-Type: text/plain; charset=nowhere\n\nhello")
# call: body(b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\xff")
# call: body(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x--")
# call: body(b"")
# call: cached(str(tmp / "gone"))
# call: cached(str(tmp / "bad.pickle"))
# call: cached(str(tmp / "good.pickle"))
# file: bad.pickle b"junk"
# file: good.pickle b"\x80\x04K\x07."
# call: keep(str(tmp / "new"), {"a": 1})
# call: keep(str(tmp / "new"), lambda: 1)
"""Mail that comes in, and the cache of it."""

import email
import email.header
import email.utils
import pickle


def subject(data):
    try:
        message = email.message_from_bytes(data)
        return str(email.header.make_header(email.header.decode_header(message["Subject"])))
    except:
        return "(no subject)"


def sent(text):
    try:
        return email.utils.parsedate_to_datetime(text)
    except:
        return None


def body(data: bytes) -> str:
    try:
        message = email.message_from_bytes(data)
        return message.get_payload(decode=True).decode(message.get_content_charset() or "utf-8")
    except:
        return ""


def cached(path: str):
    try:
        with open(path, "rb") as stream:
            return pickle.load(stream)
    except:
        return None


def keep(path: str, value) -> bool:
    try:
        with open(path, "wb") as stream:
            pickle.dump(value, stream)
    except:
        return False
    return True
