WELCOME = "welcome"
