class Probe:
    def show(self, name, rows):
        print(f"""
        {name}
          has {len(rows)} rows, 100%
        """)
        print("""plain
text""")
        print(
            f'''{name}: "{rows[0]}"'''
        )
        print(f"""{
            name
        } over lines""")
