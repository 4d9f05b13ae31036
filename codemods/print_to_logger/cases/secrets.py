import os


class Vault:
    def show(self, user, password, config):
        print(f"password is {password}")
        print("token:", self.api_token)
        print(f"key {config['private_key']}")
        print(os.environ["SECRET_KEY"])
        print("auth", self.auth_header, user.passwd)
        print(f"{password=}")
        print("seed {}".format(self.mnemonic))

    def harmless(self, key, tokens, primary_key, keyboard, token_count):
        print(f"key {key}")
        print(f"{len(tokens)} tokens, {token_count} counted")
        print("primary key", primary_key)
        print(f"{keyboard} and {self.tokenizer}")
        print("the password was changed")
        print(f"password length {len(self.password)}")
        print(f"has token: {self.token is not None}")
