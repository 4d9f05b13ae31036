ORIGINS = ["https://local.yard.example.com"]
