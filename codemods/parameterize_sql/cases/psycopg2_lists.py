# oracle: psycopg2
# call: by_names(cursor, [value, "Bob"])
# call: by_quoted_names(cursor, [value, "Alice"])
# call: without_names(cursor, [value, "Alice"])
# integer
# call: by_ids(cursor, [value, 2])
# call: orders_of(cursor, (value, 1))
import psycopg2.extensions


def by_names(cur: psycopg2.extensions.cursor, names: list[str]):
    cur.execute("SELECT id FROM users WHERE name IN ('" + "','".join(names) + "') ORDER BY id")
    return cur.fetchall()


def by_quoted_names(cur: psycopg2.extensions.cursor, names: list[str]):
    quoted = ", ".join("'%s'" % name for name in names)
    cur.execute(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id")
    return cur.fetchall()


def without_names(cur: psycopg2.extensions.cursor, names: list[str]):
    cur.execute("SELECT id FROM users WHERE name NOT IN ({}) ORDER BY id".format(", ".join(f"'{n}'" for n in names)))
    return cur.fetchall()


def by_ids(cur: psycopg2.extensions.cursor, ids: list[int]):
    cur.execute(f"SELECT id FROM users WHERE id IN ({','.join(str(i) for i in ids)}) ORDER BY id")
    return cur.fetchall()


def orders_of(cur: psycopg2.extensions.cursor, ids: tuple[int, ...]):
    cur.execute("SELECT id FROM orders WHERE user_id IN (%s) ORDER BY id" % ", ".join(map(str, ids)))
    return cur.fetchall()
