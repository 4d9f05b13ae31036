# path: service/billing.py
# with: service/__init__.py
# with: service/billing/__init__.py
class Invoice:
    def send(self):
        print("sent")
