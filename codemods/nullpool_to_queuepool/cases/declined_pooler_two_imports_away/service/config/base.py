DATABASE_URL = "postgresql+psycopg://pgbouncer/orders"
