# file: good.ini "[service]\nport = 80\ndebug = yes\n"
# file: text.ini "[service]\nport = x\ndebug = perhaps\n"
# file: broken.ini "port = 80\n"
# file: good.toml "port = 80\n"
# file: broken.toml "port = \n"
# file: latin.toml b"name = '\xff'\n"
# call: port(str(tmp / "good.ini"))
# call: port(str(tmp / "text.ini"))
# call: port(str(tmp / "broken.ini"))
# call: port(str(tmp / "gone.ini"))
# call: debug("[service]\ndebug = yes\n")
# call: debug("[service]\ndebug = perhaps\n")
# call: debug("[service]\ndebug = %(gone)s\n")
# call: debug("debug")
# call: debug(7)
# call: section("[service]\na = 1\n")
# call: section("")
# call: toml(str(tmp / "good.toml"))
# call: toml(str(tmp / "broken.toml"))
# call: toml(str(tmp / "latin.toml"))
# call: toml(str(tmp / "gone.toml"))
# call: toml(None)
# call: toml_text(7)
# call: toml_text(b"")
# call: toml_text("a = 1")
# call: toml_text("a =")
# call: toml_text(None)
# call: plist(b"<plist version='1.0'><dict/></plist>")
# call: plist(b"<plist")
# call: plist(b"nothing")
# call: plist(None)
"""Settings in the formats that grew over the years."""

import configparser
import plistlib
import tomllib


def port(path: str) -> int:
    parser = configparser.ConfigParser()
    try:
        parser.read(path, encoding="utf-8")
        return parser.getint("service", "port")
    except:
        return 8080


def debug(text) -> bool:
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text)
        return parser.getboolean("service", "debug")
    except:
        return False


def section(text: str) -> dict:
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text)
        return dict(parser["service"])
    except:
        return {}


def toml(path: str) -> dict:
    try:
        with open(path, "rb") as stream:
            return tomllib.load(stream)
    except:
        return {}


def toml_text(text):
    try:
        return tomllib.loads(text)
    except:
        return {}


def plist(data):
    try:
        return plistlib.loads(data)
    except:
        return {}
