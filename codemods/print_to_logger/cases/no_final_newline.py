class Last:
    def show(self):
        print("the last line ends here")