import logging

logger = logging.getLogger(__name__)


class Report:
    def show(self, name, width):
        print("=" * 60)
        print(f"Report for {name}")
        print("-" * 60)
        print()

        # totals come next
        print("totals")  # in cents
        print("\n" + "=" * 60 + "\n")
        print("─" * width)
        print("##########")
        print(60 * "*")
        print(f"{'=' * 60}")
        print("")
        print("done")
        print()  # room to breathe
