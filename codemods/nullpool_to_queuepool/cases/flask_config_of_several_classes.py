from sqlalchemy.pool import NullPool


class Production:
    SQLALCHEMY_DATABASE_URI = "postgresql://localhost/orders"
    SQLALCHEMY_ENGINE_OPTIONS = {"poolclass": NullPool}


class Local:
    SQLALCHEMY_DATABASE_URI = "sqlite://"
