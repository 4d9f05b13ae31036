class Store:
    def show(self, items, ok):
        mark = "🎉🎉"; print(f"{mark} {items}"); note = "👩‍👩‍👧"; print("é", note)
        if ok: print("👍", items)  # 🚀
        print(f"🧺 {items!r} 🧺 {ok:>3}")
        print("🟰" * 20)
        print(f"{'𝒳'}: {items}")
        return {"🔑": print("in a dict after an emoji"), "n": note}
