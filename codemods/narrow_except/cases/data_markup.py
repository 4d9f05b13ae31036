# file: good.xml "<a><size>3</size></a>"
# file: text.xml "<a><size>x</size></a>"
# file: empty.xml "<a/>"
# file: broken.xml "<a>"
# file: charset.xml b"<?xml version='1.0' encoding='nowhere'?><a/>"
# call: size(str(tmp / "good.xml"))
# call: size(str(tmp / "text.xml"))
# call: size(str(tmp / "empty.xml"))
# call: size(str(tmp / "broken.xml"))
# call: size(str(tmp / "charset.xml"))
# call: size(str(tmp / "gone.xml"))
# call: tag("<b/>")
# call: tag("<b")
# call: tag(None)
# call: tag(b"<?xml version='1.0' encoding='nowhere'?><a/>")
# call: tag(b"<?xml version='1.0' encoding='utf-7'?><a/>")
# call: name("<b name='x'/>")
# call: name("<b/>")
# call: name("<b")
# call: name(None)
# call: name(b"<?xml version='1.0' encoding='utf-7'?><a/>")
# call: plain("&#" + "9" * 5000 + ";")
# call: pretty("<b><c/></b>")
# call: pretty("<b")
# call: plain("a &amp; b")
# call: plain(None)
"""What the partner's feed says."""

import html
import xml.etree.ElementTree as ElementTree
from xml.dom import minidom


def size(path: str) -> int:
    try:
        return int(ElementTree.parse(path).getroot().findtext("size"))
    except:
        return 0


def tag(text):
    try:
        return ElementTree.fromstring(text).tag
    except:
        return None


def name(text: str):
    try:
        return ElementTree.fromstring(text).attrib["name"]
    except:
        return None


def pretty(text: str) -> str:
    try:
        return minidom.parseString(text).toprettyxml()
    except:
        return text


def plain(text):
    try:
        return html.unescape(text)
    except:
        return ""
