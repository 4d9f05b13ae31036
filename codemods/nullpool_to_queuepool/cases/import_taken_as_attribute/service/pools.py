from service import db

print(db.NullPool)
