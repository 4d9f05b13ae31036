# oracle: psycopg2
# mixed
# call: find(cursor, value)
# call: note(cursor, value)
# date-object
# ordered
# call: created_after(cursor, value)
import psycopg2.extensions


def find(cur: psycopg2.extensions.cursor, name):
    cur.execute(f"SELECT id FROM users WHERE name = '{name}'")
    return cur.fetchall()


def note(cur: psycopg2.extensions.cursor, reference):
    cur.execute("UPDATE orders SET note = '{}' WHERE id = 4".format(reference))


def created_after(cur: psycopg2.extensions.cursor, day):
    cur.execute("SELECT id FROM users WHERE created > '%s' ORDER BY id" % day)
    return cur.fetchall()
