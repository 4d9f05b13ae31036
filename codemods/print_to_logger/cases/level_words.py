class Probe:
    def show(self, n, name):
        print(f"Error: {name} is gone")
        print(f"ERROR - {name}")
        print(f"Failed to load {name}")
        print("❌ upload rejected")
        print(f"⚠️ {name} is slow")
        print(f"[WARN] {name}")
        print("Warning:", name)
        print(f"DEBUG: {name}")
        print("[debug]", name)
        print(f"Critical: {name}")

    def calm(self, n, name):
        print("Errors: 0")
        print(f"Errors: {n}")
        print(f"{n} failed, 10 passed")
        print("✅ no errors")
        print("Error handling is set up")
        print(f"No warnings for {name}")
        print(f"Retrying after error {n}")
        print("failover is ready")
        print(f"{name} failed")
        print("ℹ️ errors are mailed")
