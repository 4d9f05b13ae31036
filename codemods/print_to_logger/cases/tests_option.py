# path: tests/helpers/fake_gateway.py
# options: tests = true
class FakeGateway:
    def charge(self, cents):
        print(f"charged {cents}")
        return "ok"
