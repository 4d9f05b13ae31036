class Probe:
    def show(self, name, rows, row):
        print("loaded {}".format(name))
        print("loaded {} of {}, 100%".format(name, len(rows)))
        print("{0} {1} {0}".format(name, rows))
        print("{name} {count:,}".format(name=name, count=len(rows)))
        print("{0.real} {1[0]} {2!r:>10}".format(1, rows, name))
        print("{:.2f} {:>{}}".format(1.5, name, 20))
        print("{} {}".format(*rows))
        print("{a}".format(**row))
        print("{{}} {}".format(name))
        print("a {} "
              "b {}".format(name, rows))
        print("{}".format(name), "more")
        print(row["template"].format(name))
        print("%s {}".format(name))
        print("{1} {0}".format(rows.pop(), rows.pop()))
        print("{}".format(name, rows.pop()))
