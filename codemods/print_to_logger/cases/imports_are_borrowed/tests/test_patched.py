from unittest.mock import patch


@patch("pk.patched.traceback.print_exc")
def test_parse(fake):
    pass
