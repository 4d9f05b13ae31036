# path: service/__main__.py
from service.runner import Runner


class Banner:
    def show(self):
        print("service 1.4")


Banner().show()
Runner().run()
print("bye")
