import cx_Oracle
import MySQLdb
import mysql.connector
import oracledb
import pyodbc


def on_odbc(connection: pyodbc.Connection, name):
    return connection.cursor().execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def on_oracle(connection: oracledb.Connection, name, age):
    cursor = connection.cursor()
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}' AND age > {age}")
    return cursor.fetchall()


def on_old_oracle(dsn, name):
    cursor = cx_Oracle.connect(dsn).cursor()
    cursor.execute("SELECT id FROM users WHERE name = '%s'" % name)
    return cursor.fetchall()


def on_mysql(settings, name):
    connection = mysql.connector.connect(**settings)
    cursor = connection.cursor(dictionary=True)
    cursor.execute(f"SELECT id FROM users WHERE email LIKE '%@%' AND name = '{name}'")
    return cursor.fetchall()


def on_mysqldb(settings, name):
    cursor = MySQLdb.connect(**settings).cursor()
    cursor.execute("SELECT id FROM users WHERE name = '" + name + "'")
    return cursor.fetchall()
