from pk import patched


def test_parse(monkeypatch):
    monkeypatch.setattr(patched, "sys", None)
    monkeypatch.setattr(patched, 'traceback', None)
