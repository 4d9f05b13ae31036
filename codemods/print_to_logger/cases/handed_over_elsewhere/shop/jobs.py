class Nightly:
    def run(self):
        print("nightly done")


class Hourly:
    def run(self):
        print("hourly done")


def weekly():
    print("weekly done")


def yearly():
    print("yearly done")
