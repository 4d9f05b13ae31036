class Probe:
    def show(self, name, share):
        print("loading " f"{name} " 'at ' f'{share:.1%}')
        print(
            f"first {name} "
            "second {not a hole} 50% "
            rf"third \d {share}"
        )
        print(
            "only plain "
            'parts "here" 100%'
        )
        print(r"raw \n " "cooked \t " f"{name}")
        print(("in " "parentheses " f"{name}"))
