# path: service/import_prices.py
import argparse
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--price", type=int, required=True)
    arguments = parser.parse_args()
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("UPDATE prices SET price = :price"), {"price": arguments.price})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
