# Source: https://docs.sqlalchemy.org/en/20/orm/extensions/index.html
