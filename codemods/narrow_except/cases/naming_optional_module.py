# missing: yaml
# missing: toml
# broken: yaml
# call: settings("a: 1")
# call: settings("a: [")
# call: settings(None)
# call: again("a: 1")
# call: again("a: [")
# call: with_flag("a: 1")
# call: with_flag("a: [")
"""An extra that is not always installed."""

try:
    import yaml
except ImportError:
    yaml = None

HAS_YAML = True
try:
    import yaml as safe_yaml
except Exception:
    HAS_YAML = False


def settings(text):
    try:
        return yaml.safe_load(text)
    except:
        return {}


def again(text):
    try:
        import yaml
        return yaml.safe_load(text)
    except:
        return {}


def with_flag(text):
    if not HAS_YAML:
        return {}
    try:
        return safe_yaml.safe_load(text)
    except:
        return {}
