def answer(response):
    response.headers["ACCESS-CONTROL-ALLOW-ORIGIN"] = "*"
