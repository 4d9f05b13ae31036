TITLE = "shop"
