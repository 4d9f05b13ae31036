class Probe:
    def numbers(self, n, x, share):
        print(f"{n:d} {x:.2f} {x:f} {n:5d} {n:05d} {n:+d}")
        print(f"{n:x} {n:#x} {n:X} {n:o} {n:b} {n:c}")
        print(f"{x:e} {x:.3g} {x:.2G} {x:n}")
        print(f"{n:,} {n:_} {x:,.2f} {share:.1%} {share:%}")

    def layout(self, text, width, places):
        print(f"{text:<20}|{text:>20}|{text:^80}|{text:*^20}")
        print(f"{text:s} {text:10} {text:.3} {text:10s} {text:}")
        print(f"{text:{width}} {3.14159:{width}.{places}f} {text!r:^{width + 2}}")

    def other(self, when, price, state):
        print(f"{when:%Y-%m-%d %H:%M} at {price:.2f}")
        print(f"{when:{'%d.%m.'}} is {state:quiet}")
