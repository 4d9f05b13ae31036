from unittest.mock import patch

from shop.cart import Cart, audit


def test_show(capsys):
    Cart().show()
    assert capsys.readouterr().out == "cart is empty\n"


def test_clear():
    Cart().clear()


@patch("builtins.print")
def test_audit(fake):
    audit()


class TestAudit:
    def test_again(self):
        with patch("builtins.print") as fake:
            audit()
        fake.assert_called_once()
