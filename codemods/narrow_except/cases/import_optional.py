# missing: ujson
# missing: yaml
# missing: tomllib
# call: (json.__name__, yaml is None, tomllib is None, unicode.__name__, unichr(65), StringIO.__name__)
# call: dumps({"a": 1})
# call: parse("a: 1")
# call: fast()
"""Optional imports, and names that other versions had."""

try:
    import ujson as json
except:
    import json

try:
    import yaml
except:
    yaml = None

try:
    import tomllib
except:
    tomllib = None

try:
    unicode
except:
    unicode = str

try:
    unichr = unichr
except:
    unichr = chr

try:
    from cStringIO import StringIO
except:
    from io import StringIO


def dumps(value):
    return json.dumps(value)


def parse(text: str):
    if yaml is None:
        return {}
    return yaml.safe_load(text)


def fast() -> bool:
    try:
        import ujson
    except:
        return False
    return ujson is not None
