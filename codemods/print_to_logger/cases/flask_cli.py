from flask import Flask
from flask.cli import AppGroup

from service.stock import Stock, migrate

users = AppGroup("users")
app = Flask(__name__)


@app.cli.command("init-db")
def init_db():
    print("Initialized the database")


@users.command()
def listing():
    print("ada")


def create_app():
    made = Flask(__name__)
    print("application made")

    @made.cli.command()
    def upgrade():
        print("upgraded")
        seed(1)

    return made


def seed(count):
    print(f"seeded {count}")


class Extension:
    def init_app(self, app):
        print("extension is ready")

        @app.cli.group()
        def stock():
            print(Stock())

        app.cli.command("migrate")(migrate)


def register(bp):
    @bp.cli.command("rebuild")
    def rebuild():
        print("rebuilt")
