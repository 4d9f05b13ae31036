//! One template in each line: dialect, SQL with `{}` for the holes, and the places of the holes.

pub(super) const TEMPLATES: &str = r#"
a | SELECT * FROM {} WHERE a = {} => table, value(=)
a | SELECT {} FROM t => <ColumnList>
a | SELECT a, {} FROM t WHERE {} = 1 AND {} ORDER BY {} {} LIMIT {} OFFSET {} => <ColumnList>, column, <Condition>, <OrderBy>, <Direction>, value(limit), value(offset)
a | SELECT * FROM events_{} WHERE n LIKE '%{}%' => table+, with#0(like)
a | SELECT * FROM t WHERE n = '{}' AND m = 'a''{}' AND d > date('now', '-{} days') => quoted#0(=), with#1(= escapes), with#2(date())
p | SELECT * FROM t WHERE n = E'{}' AND d = DATE '{}' AND i > INTERVAL '{} days' AND x = X'{}' AND u = U&'{}' => quoted#0(E =), quoted#1(date =), with#2(interval interval), quoted#3(X =), quoted#4(U& =)
s | SELECT * FROM "{}" WHERE "x_{}" = 1 AND b = "{}" => "table, "column+, ?
p | SELECT * FROM "{}" WHERE b = "{}" => "table, "column
m | SELECT * FROM `{}` WHERE b = "{}" => `table, quoted#0(= double)
s | SELECT * FROM [{}] => [table
a | SELECT * FROM [{}] => [table
p | SELECT ARRAY[{}], a[{}] FROM t => value(array-alone), value(subscript)
p | SELECT a[{}] WHERE b = ANY(ARRAY[{}, {}]) => value(subscript), value(array), value(array)
a | -- it's {}\nSELECT * FROM {} => comment, table
a | SELECT 'abc {} FROM t => ?
m | SELECT 'a\'{}' FROM t # {} => with#0(expression escapes), comment
a | SELECT 'a\'{}' FROM t => ?
p | SELECT /* a /* {} */ b */ {} FROM t => comment, <ColumnList>
a | SELECT /* a /* {} */ b */ {} FROM t => ?, ?
a | SELECT /* {} FROM t => ?
p | SELECT $$ {} $$ FROM {} => ?, table
p | SELECT $a$ it's {} $b$ $a$ FROM {} => ?, table
a | INSERT OR REPLACE INTO {} ({}) VALUES ({}) => table, <ColumnList>, <ValuesRow>
a | INSERT INTO t (a, b) VALUES ({}, {}) => value(values), value(values)
a | INSERT INTO t (a) VALUES ({}) => value(values)
a | INSERT INTO t (a, b) VALUES ({}) => <ValuesRow>
a | INSERT INTO t VALUES ({}) => <ValuesRow>
a | INSERT INTO t VALUES ({}, {}) => value(values), value(values)
a | INSERT INTO t VALUES {} => <ValuesRow>
a | INSERT INTO {}({}) VALUES {} => table, <ColumnList>, <ValuesRow>
a | CREATE TABLE IF NOT EXISTS {} (id int, {} text DEFAULT {}) => table, column, value(default)
a | CREATE TABLE {} ({}) => table, <ColumnList>
a | CREATE INDEX {}_idx ON {} ({}) => index+, table, <ColumnList>
a | CREATE INDEX "idx_{}" ON "{}" ("{}") => "index+, "table, "column
a | DROP TABLE IF EXISTS {} => table
a | ALTER TABLE t ADD COLUMN {} {} => column, <Keyword>
a | ALTER TABLE {} ADD COLUMN {} => table, <Other>
a | ALTER TABLE {} RENAME TO {} => table, table
a | ALTER TABLE {} RENAME COLUMN {} TO {} => table, column, column
a | ALTER TABLE {} DROP COLUMN {} => table, column
a | ATTACH DATABASE '{}' AS {} => quoted#0(expression), schema
a | SAVEPOINT {} => savepoint
a | RELEASE SAVEPOINT {} => savepoint
a | ROLLBACK TO SAVEPOINT {} => savepoint
a | ROLLBACK TO {} => savepoint
a | SELECT {}.id, {}.{} FROM {}.{} JOIN {} ON {}.id = t.id => table., table., column., schema., table., table, table.
a | SELECT * FROM a, {} => table
a | SELECT {}({}) FROM t => function, <ColumnList>
a | SELECT COUNT({}), MAX({}), lower({}) FROM t => <ColumnList>, <ColumnList>, ?
a | SELECT coalesce(a, {}) FROM t => value(coalesce())
a | SELECT * FROM t WHERE a = lower({}) => value(lower())
a | SELECT * FROM t WHERE lower({}) = {} => column, value(=)
a | SELECT {} AS y => value(expression)
a | SELECT {} => ?
a | UPDATE {} SET {} = {} WHERE id = {} => table, column, value(assignment), value(=)
a | UPDATE t SET {} WHERE {} = ? => <Other>, column
a | UPDATE t SET {} = {} + 1 => column, ?
a | UPDATE t SET {} = coalesce({}, 0) + {} => column, ?, ?
a | UPDATE t SET n = n + {} => value(expression)
a | SELECT * FROM t WHERE a IN ({}) => value(in-alone)
a | SELECT * FROM t WHERE a IN (1, {}) => value(in)
a | SELECT * FROM t WHERE a NOT IN {} => <InTuple>
a | SELECT * FROM t WHERE a BETWEEN {} AND {} AND {} = 2 => value(between), value(between), column
a | SELECT * FROM t WHERE a {} 1 => <Operator>
a | SELECT * FROM t WHERE {} {} {} => column, <Operator>, ?
a | SELECT * FROM t {} => <Other>
a | SELECT * FROM t WHERE a = 1 {} => <Other>
a | SELECT * FROM t WHERE a = {}{} => ?, ?
a | SELECT * FROM t WHERE a = 1{} => ?
a | SELECT * FROM t WHERE a = -{} => value(expression)
m | SELECT * FROM t WHERE d > NOW() - INTERVAL {} DAY => value(interval)
a | SELECT * FROM t WHERE d > DATE {} => ?
p | SELECT * FROM t WHERE d = {}::text AND e = CAST({} AS int) AND f = '{}'::date => value(cast), value(cast), quoted#0(cast)
a | PRAGMA table_info({}) => argument of table_info
a | PRAGMA {} => pragma
a | PRAGMA user_version = {} => argument of user_version
a | PRAGMA table_info('{}') => 'argument of table_info
a | PRAGMA {}.table_info({}) => schema., argument of table_info
a | {} => <Statement>
a | {} WHERE id = {} => <Statement>, value(=)
a | SELECT * FROM ({}) AS x WHERE EXISTS ({}) => <Statement>, <Statement>
a | WITH x AS ({}) SELECT * FROM x WHERE a = {} => <Statement>, value(=)
a | WITH x AS (SELECT 1) UPDATE {} SET a = {} => table, value(assignment)
a | EXPLAIN {} => <Statement>
a | EXPLAIN QUERY PLAN {} => <Statement>
a | EXPLAIN ANALYZE {} => <Statement>
a | EXPLAIN ANALYZE SELECT * FROM {} => table
a | SELECT a FROM t UNION {} => <Statement>
p | INSERT INTO t (a, b) VALUES ({}, {}) ON CONFLICT ({}) DO UPDATE SET b = {}, c = EXCLUDED.{} RETURNING {} => value(values), value(values), <ColumnList>, value(assignment), column., <ColumnList>
m | INSERT INTO t SET a = {} ON DUPLICATE KEY UPDATE b = {}, c = VALUES({}) => value(assignment), value(assignment), column
a | SELECT row_number() OVER (PARTITION BY {} ORDER BY {}) FROM t => <ColumnList>, <OrderBy>
p | SELECT data->>{} FROM t WHERE {}->>'a' = {} AND d @> {} => value(expression), column, value(=), value(@>)
a | SELECT * FROM t WHERE a = CASE WHEN b = {} THEN {} ELSE {} END => value(=), value(=), value(=)
a | UPDATE t SET a = CASE id WHEN {} THEN {} END => value(=), value(assignment)
p | COPY {} FROM '{}' => table, quoted#0(expression)
p | COPY ({}) TO STDOUT => <Statement>
a | CALL sp({}, {}) => value(sp()), value(sp())
t | EXEC sp {} => value(sp())
t | EXEC sp @a = {}, @b = '{}' => value(()), quoted#0(())
t | SELECT TOP {} * FROM t => ?
t | SELECT TOP ({}) * FROM {} => value(limit), table
a | SELECT * FROM t; SELECT {}; -- x => ?
a | SELECT * FROM t WHERE a = :{} AND b = ${} AND c = %({})s => <Placeholder>, <Placeholder>, <Placeholder>
a | SELECT * FROM t{} WHERE a = 1 => ?
a | SELECT * FROM {}users => table+
a | INSERT INTO t{} VALUES (1) => table+
a | SELECT * FROM t LIMIT {}, {} => value(limit), value(limit)
a | SELECT * FROM t FETCH FIRST {} ROWS ONLY => ?
a | TRUNCATE {} => table
a | TRUNCATE TABLE {} => table
a | SELECT * FROM generate_series({}, {}) => value(generate_series()), value(generate_series())
a | SELECT a AS {} FROM t AS {} => alias, alias
a | DELETE FROM {} WHERE ts < {} - 3600 => table, value(<)
a | SELECT * FROM t JOIN u ON {} = {} => column, ?
a | SELECT * FROM t ORDER BY a {}, b {} => <Direction>, <Direction>
a | INSERT INTO t (a) SELECT {}, {} WHERE NOT EXISTS (SELECT 1 FROM {} WHERE a = {}) => value(expression), value(expression), table, value(=)
a | REPLACE INTO {} VALUES (?, ?) => table
a | GRANT SELECT ON {} TO {} => table, other
p | SET search_path TO {} => schema
a | SET x = {} => value(assignment)
a | CREATE VIEW {} AS {} => view, <Statement>
a | CREATE TABLE {} AS SELECT * FROM {} => table, table
a | SELECT * FROM t WHERE ({}) AND ({} = 1 OR b = {}) => <Condition>, column, value(=)
a | SELECT * FROM t WHERE a LIKE '%' || {} || '%' ESCAPE '\' => value(expression)
a | SELECT * FROM t WHERE a LIKE '%{}%' ESCAPE '\' AND b = {} => with#0(like), value(=)
a | SELECT * FROM t WHERE a = '{}' '{}' => ?, ?
a | SELECT '{}' AS x, a AS '{}' FROM t => quoted#0(expression), 'alias
p | SELECT * FROM t WHERE d AT TIME ZONE '{}' > {} AND a ILIKE {} AND a SIMILAR TO {} AND b ~ {} => quoted#0(expression), value(>), value(ilike), value(similar to), value(~)
p | SELECT * FROM t WHERE a IS DISTINCT FROM {} AND b IS {} => value(is distinct from), ?
s | SELECT * FROM t WHERE b IS {} => value(is)
a | CREATE TRIGGER {} AFTER INSERT ON {} BEGIN SELECT 1; END => trigger, table
a | MERGE INTO {} USING {} ON a.id = b.id WHEN MATCHED THEN UPDATE SET a = {} WHEN NOT MATCHED THEN INSERT (a, b) VALUES ({}, {}) => table, table, value(assignment), value(values), value(values)
a | SELECT * FROM user {} => <Other>
a | SELECT * FROM {} AS t LEFT JOIN {} u USING ({}) WHERE NOT {} => table, table, <ColumnList>, <Condition>
a | DELETE FROM {} USING {} WHERE a.id = b.id => table, table
a | DELETE FROM t WHERE id = {} RETURNING id => value(=)
a | SELECT SUM(CASE WHEN a = {} THEN {} ELSE 0 END) FROM t => value(=), ?
a | SELECT group_concat(a, {}) FROM t => value(group_concat())
a | SELECT * FROM t WHERE {} BETWEEN start AND stop => ?
a | SELECT * FROM t WHERE {} = ANY({}) => column, value(any())
a | SELECT * FROM t WHERE id = ANY({}) => value(any())
a | SELECT * FROM t WHERE id = ANY {} => <InTuple>
a | SELECT * FROM t WHERE {} IN (SELECT a FROM b) => ?
a | SELECT * FROM t WHERE {} IN ({}) => column, value(in-alone)
a | SELECT * FROM t WHERE {} IS NOT NULL => column
a | SELECT * FROM t WHERE {} LIKE ? => column
a | SELECT * FROM t WHERE {} NOT LIKE '{}%' => column, with#0(like)
a | SELECT * FROM t WHERE {} = b AND {} + 1 > 2 => ?, ?
a | SELECT * FROM t WHERE a = {} AND (b = {} OR c < {}) {} => value(=), value(=), value(<), <Other>
a | SELECT * FROM t WHERE a % {} = {} => value(expression), value(=)
a | SELECT a + {} FROM t => ?
a | SELECT DISTINCT {} FROM t => <ColumnList>
a | SELECT * FROM t GROUP BY {} HAVING COUNT(*) > {} => <ColumnList>, value(>)
a | SELECT * FROM t GROUP BY a, {} HAVING {} => <ColumnList>, <Condition>
a | SELECT * FROM t ORDER BY {}, {} DESC => <OrderBy>, <OrderBy>
a | SELECT * FROM t ORDER BY name_{} DESC => column+
a | SELECT * FROM t WHERE col_{} = 1 => column+
a | SELECT * FROM t WHERE a = col{} => ?
a | SELECT col{} FROM t => ?
a | select id from t where a = {} and b in ({}, {}) order by id limit {} => value(=), value(in), value(in), value(limit)
a | SELECT id\n  FROM t -- the {} table's\n WHERE a = {} /* it's */\n   AND b = '{}' => comment, value(=), quoted#0(=)
a | SELECT 'it''s', {} FROM t => <ColumnList>
a | SELECT * FROM t WHERE a = %s AND b = {} AND c LIKE '%%{}%%' => value(=), with#0(like)
a | SELECT * FROM t WHERE a = ? AND b = {} => value(=)
a | SELECT * FROM {} WHERE a = ? ORDER BY {} LIMIT ? => table, <OrderBy>
a | SELECT strftime('%Y', {}) FROM t => ?
a | SELECT strftime('%Y', ts) FROM t WHERE ts > datetime('now', {}) => value(datetime())
a | SELECT * FROM t WHERE date(ts) = date({}) => value(date())
a | INSERT INTO t (a, {}) VALUES (?, {}) => <ColumnList>, <ValuesRow>
a | INSERT INTO t (a, {}, {}) VALUES ({}, {}, {}) => column, column, value(values), value(values), value(values)
a | INSERT INTO t ({}, {}) VALUES ({}, {}) => column, column, value(values), value(values)
a | INSERT INTO t (a, b) VALUES ('{}', '{}'), ({}, {}) => quoted#0(values), quoted#1(values), value(values), value(values)
a | INSERT INTO t (a, b) VALUES (1, {}), {} => value(values), <ValuesRow>
a | INSERT INTO t {} VALUES ({}) => <ColumnList>, <ValuesRow>
a | INSERT INTO t {} => <Other>
a | INSERT INTO {}.{} (a) SELECT a FROM {}.{} => schema., table., schema., table.
a | INSERT INTO t (a, b) SELECT '{}', b FROM u WHERE c = {} => quoted#0(expression), value(=)
a | INSERT INTO t VALUES ({}, now(), {} + 1, lower({})) => value(values), value(values), value(lower())
a | SELECT EXISTS(SELECT 1 FROM {} WHERE id = {}) => table, value(=)
a | SELECT (SELECT {} FROM t), {} => <ColumnList>, value(expression)
a | VALUES ({}, {}) => value(values), value(values)
a | SELECT * FROM (VALUES ({}, {})) AS v(a, b) => value(values), value(values)
a | CREATE DATABASE {} => database
a | CREATE SCHEMA IF NOT EXISTS {} => schema
a | CREATE USER {} WITH PASSWORD '{}' => other, quoted#0(password expression)
a | DROP INDEX IF EXISTS {} => index
a | DROP VIEW {} => view
a | CREATE TABLE t (id int REFERENCES {}(id), CHECK (a > {}), PRIMARY KEY ({})) => table, value(>), <ColumnList>
a | CREATE TABLE t (id int, {}) => <ColumnList>
a | CREATE TABLE t (id int, {} {}) => column, <Keyword>
a | CREATE TABLE {}_old AS SELECT * FROM {} => table+, table
a | CREATE TABLE t (v VARCHAR({})) => ?
a | CREATE UNIQUE INDEX IF NOT EXISTS {} ON {} (a, {}) => index, table, <ColumnList>
a | CREATE INDEX i ON t USING gin ({}) => <ColumnList>
a | COMMENT ON TABLE {} IS '{}' => table, quoted#0(expression)
a | COMMENT ON COLUMN {}.{} IS '{}' => table., column., quoted#0(expression)
a | VACUUM {} => table
a | ANALYZE {} => table
a | DESCRIBE {} => table
a | SHOW COLUMNS FROM {} => table
a | SHOW TABLES LIKE '{}' => quoted#0(like)
a | USE {} => database
a | LOCK TABLE {} IN EXCLUSIVE MODE => table
p | LISTEN {} => other
a | SELECT * FROM t, {} AS x, {}.y => table, schema.
t | SELECT * FROM #tmp_{} WHERE a = @p AND b = {} => table+, value(=)
t | SELECT * FROM [db].[{}].[t_{}] WHERE [c {}] = 1 => [schema., [table+., [column+
m | SELECT * FROM `{}`.`{}` WHERE a = 1 -- {} => `schema., `table., comment
m | SELECT 5--{} => value(expression)
a | SELECT 5--{} => ?
p | SELECT 5--{} => comment
m | SELECT * FROM t WHERE a = 'x\\' AND b = '{}' => quoted#0(=)
p | SELECT * FROM t WHERE a = 'x\' AND b = '{}' => quoted#0(=)
p | SELECT * FROM t WHERE a ? {} AND b ?| ARRAY[{}] => value(expression), value(array-alone)
p | SELECT * FROM t WHERE tags && {} AND id = {}::uuid AND {}::date = '2020-01-01' => value(&&), value(cast), column
p | SELECT interval '1 day' * {}, '{} days'::interval => value(expression), with#0(cast)
p | SELECT * FROM t WHERE ts > now() - interval '{} days' AND x = INTERVAL '1' day => with#0(interval interval)
p | SELECT * FROM t WHERE ts > now() - make_interval(days => {}) => value(make_interval())
a | SELECT * FROM t WHERE (a, b) = ({}, {}) => value(=), value(=)
a | SELECT * FROM t WHERE (a, b) IN (({}, {}), ({}, {})) => value(in), value(in), value(in), value(in)
a | UPDATE t SET (a, b) = ({}, {}) => value(assignment), value(assignment)
a | UPDATE t SET a = {}, b = '{}', {} = ? WHERE {} => value(assignment), quoted#0(assignment), column, <Condition>
a | UPDATE {} AS x SET a = (SELECT b FROM {} WHERE c = {}) => table, table, value(=)
a | UPDATE t SET updated_at = '{}' , {} => quoted#0(assignment), <Other>
a | UPDATE t SET a = a || {} => value(expression)
a | SELECT * FROM t WHERE MATCH(a) AGAINST ({} IN BOOLEAN MODE) => value(against)
a | SELECT * FROM t WHERE t MATCH {} AND a GLOB '{}*' AND a REGEXP {} => value(match), with#0(glob), value(regexp)
a | SELECT max(a, {}) FROM t => value(max())
a | WITH RECURSIVE {} AS (SELECT {} UNION ALL SELECT n + 1 FROM x WHERE n < {}) SELECT * FROM {} => table, ?, value(<), table
a | WITH a AS (SELECT * FROM {}), b AS (SELECT * FROM {} WHERE x = {}) INSERT INTO {} SELECT * FROM a => table, table, value(=), table
a | SELECT * FROM t WHERE a = {} UNION ALL SELECT * FROM u WHERE b = {} LIMIT {} => value(=), value(=), value(limit)
a | ({}) UNION ALL ({}) => <Statement>, <Statement>
a | {} UNION ALL {} ORDER BY {} => <Statement>, <Statement>, <OrderBy>
a | SELECT sum(x) OVER (ORDER BY y ROWS BETWEEN {} PRECEDING AND {} FOLLOWING) FROM t => ?, ?
a | SELECT * FROM t WHERE a={}and b={} => ?, value(=)
a | SELECT * FROM t WHERE a={} AND b>={} AND c<>{} => value(=), value(>=), value(<>)
a | SELECT * FROM t WHERE{} => ?
a | SELECT CAST({} AS int) FROM t => ?
a | SELECT CAST(a AS {}) FROM t => <Keyword>
p | SELECT a::{} FROM t => <Keyword>
a | SELECT a AS "{}" FROM t "{}" => "alias, "alias
a | SELECT * FROM t WHERE key = {} AND date = {} AND type IN ({}) AND user = '{}' => value(=), value(=), value(in-alone), quoted#0(=)
a | SELECT * FROM t WHERE a = {} FOR UPDATE => value(=)
a | SELECT * FROM t WHERE a = N'{}' AND b = n'x' => quoted#0(N =)
o | SELECT * FROM t WHERE a = q'[it]' AND b = {} => ?
o | BEGIN sp({}); END; => value(sp())
d | SELECT * FROM '{}.parquet' WHERE a = {} => 'table+, value(=)
d | SELECT * FROM read_csv('{}', delim = {}) => quoted#0(read_csv()), value(=)
d | SELECT [{}, 2] => value(array)
a | SELECT a FROM t LIMIT 10 {} => <Other>
a | SELECT * FROM t WHERE a > {} * 2 AND b = {} || 'x' => value(>), value(=)
t | SELECT * FROM t WHERE a LIKE '%' + {} + '%' => value(expression)
a | SELECT * FROM t WHERE x.{} = {} AND y.a > x.{} => column., value(=), column.
a | DELETE FROM {}{} => ?, ?
a | DELETE FROM {} {} => table, <Other>
a | SELECT * FROM {}_{}_x => table+, table+
a | SELECT * FROM {}.t_{} x => schema., table+.
a | SELECT * FROM t WHERE a = '{}{}' AND b = '{}' || 'x' => with#0(=), with#0(=), quoted#1(=)
m | SELECT * FROM t WHERE a = "it's {}" AND `b` = '{}"' => with#0(= double), with#1(=)
a | SELECT json_extract(data, '$.{}') FROM t => with#0(json_extract())
a | SELECT json_extract(data, {}) FROM t WHERE json_extract({}, '$.a') = 1 => value(json_extract()), ?
a | SELECT * FROM t WHERE a = {} ORDER BY CASE WHEN b = {} THEN 0 ELSE {} END => value(=), value(=), ?
a | SELECT extract('{}' FROM ts) FROM t => <Keyword>
a | SELECT a / {}, count(*) FROM t GROUP BY a / {} => ?, ?
a | SELECT DISTINCT a || '{}' FROM t WHERE b = {} ORDER BY a || '{}' => quoted#0(expression), value(=), ?
a | SELECT * FROM t WHERE (a, b) IN ({}) AND (lower(a), b) NOT IN ({}) AND (a) IN ({}) AND f(a, b) IN ({}) => ?, ?, value(in-alone), value(in-alone)
a | SELECT * FROM t WHERE (a, b) IN (SELECT c, d FROM u WHERE e = {}) AND c IN ({}) => value(=), value(in-alone)
a | SELECT extract({} from ts), substring(a from {} for {}) FROM t => <Keyword>, value(substring()), value(substring())
a | REVOKE ALL ON {} FROM {} => table, other
a | SELECT * FROM {},{} WHERE {}.a={}.a => table, table, table., table.
m | SELECT /*! {} */ FROM t => ?
a | SELECT * FROM t WHERE a = '{}'x AND b = {}'c' => quoted#0(=), ?
a | SELECT date_trunc('{}', ts), count(*) FROM t GROUP BY date_trunc('{}', ts), {} HAVING a = {} => quoted#0(date_trunc()), ?, <ColumnList>, value(=)
a | TRUNCATE {}, {} => table, table
a | ALTER SYSTEM SET x = {} => value(=)
a | WHERE a = {} AND b = '{}' => value(=), quoted#0(=)
a |  AND {} = ? ORDER BY {} => column, <OrderBy>
a | INSERT INTO t(a) VALUES(%s) ON CONFLICT DO NOTHING RETURNING {} => <ColumnList>
a | SELECT * FROM t WHERE a = {} -- it's\n AND b = {} => value(=), value(=)
a | SELECT * FROM "a'b" WHERE c = '{}' => quoted#0(=)
a | SELECT * FROM t WHERE a = 'x''' AND b = {} => value(=)
a | SELECT * FROM t WHERE a = 'x AND b = {} => ?
a | SELECT * FROM {}.users u WHERE u.a = {} => schema., value(=)
a | SELECT * FROM t WHERE "{}".a = 1 => "table.
a | SELECT "{}"."{}" FROM "{}" => "table., "column., "table
a | SELECT "{}", '{}' FROM t => "column, quoted#0(expression)
a | SELECT t.* , {}.* FROM {} => table., table
a | SELECT * FROM t WHERE a ->> '{}' = '{}' => quoted#0(expression), quoted#1(=)
p | SELECT * FROM t WHERE a #>> '{a,{}}' = {} => with#0(expression), value(=)
p | SELECT * FROM t WHERE a @> '{"x": "{}"}' => with#0(@>)
p | SELECT * FROM t WHERE a = ANY('{{}}'::int[]) => with#0(cast)
p | INSERT INTO t (a) VALUES ({}::jsonb), (ARRAY[{}]::text[]) => value(cast), value(array-alone)
p | SELECT * FROM t WHERE a = ANY({}::int[]) => value(cast)
p | SELECT * FROM unnest({}::int[]) AS x => value(cast)
p | SELECT a[{}:{}] FROM t => value(subscript), value(expression)
p | SELECT * FROM t WHERE a = $1 AND b = {} AND c = :name AND d = x::int => value(=)
a | SELECT * FROM t LEFT JOIN {} ON t.id = {}.id AND t.a = {} WHERE {} => table, table., value(=), <Condition>
a | SELECT * FROM t JOIN u USING (a, {}) => <ColumnList>
a | DELETE FROM t WHERE rowid IN (SELECT rowid FROM t ORDER BY ts LIMIT {}) => value(limit)
a | UPDATE t SET a = replace(a, {}, {}) WHERE a LIKE '%{}%' => value(replace()), value(replace()), with#0(like)
a | SELECT replace({}, 'a', 'b') FROM t => ?
a | SELECT if({}, 1, 2) FROM t => ?
a | SELECT * FROM t WHERE length({}) > 3 => column
a | SELECT * FROM t WHERE ifnull({}, 0) = 0 => ?
a | SELECT * FROM t WHERE (a = {} OR {} IS NULL) => value(=), column
a | SELECT * FROM t WHERE a = {} AND NOT (b > {}) => value(=), value(>)
a | SELECT * FROM t WHERE a NOT BETWEEN {} AND {} OR b = {} => value(between), value(between), value(=)
a | SELECT * FROM t WHERE a BETWEEN '{}' AND '{}' => quoted#0(between), quoted#1(between)
a | SELECT * FROM t WHERE a IN ('{}') => quoted#0(in-alone)
a | SELECT * FROM t WHERE a IN ('{}', '{}') => quoted#0(in), quoted#1(in)
a | SELECT * FROM t WHERE a IN ('x', {}) => value(in)
a | SELECT * FROM t ORDER BY {} COLLATE NOCASE {} => <OrderBy>, <Other>
a | SELECT * FROM t ORDER BY a NULLS {} => <Direction>
a | SELECT * FROM t ORDER BY t.{} {} => column., <Direction>
a | SELECT * FROM t ORDER BY {}.a => table.
a | SELECT * FROM t ORDER BY "{}" DESC => "column
a | CREATE TABLE IF NOT EXISTS {}.{} (a int DEFAULT '{}') => schema., table., quoted#0(default)
a | CREATE TEMP TABLE {} AS SELECT 1 => table
a | CREATE VIRTUAL TABLE {} USING fts5({}) => table, <ColumnList>
a | ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) => table, other, <ColumnList>, table, <ColumnList>
a | ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {} => table, column, value(default)
a | ALTER TABLE {} ALTER COLUMN {} TYPE {} => table, column, <Keyword>
a | DROP TABLE {}.{} => schema., table.
a | DROP TABLE {} CASCADE => table
a | DROP TABLE IF EXISTS {}_{}, b_{} => table+, table+, table+
a | CREATE TABLE t ({} INTEGER PRIMARY KEY, "{}" text, `{}` int) => column, "column, `column
a | SELECT * FROM pragma_table_info({}) => value(pragma_table_info())
a | SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{}' => quoted#0(=)
a | SELECT count(*) FROM {} WHERE {} => table, <Condition>
a | SELECT {} FROM {} {} => <ColumnList>, table, <Other>
a | SELECT {}, {} FROM {} WHERE {} {} {} ORDER BY {} {} LIMIT {} => <ColumnList>, <ColumnList>, table, column, <Operator>, ?, <OrderBy>, <Direction>, value(limit)
a | INSERT INTO {} SELECT * FROM {} WHERE a > {} => table, table, value(>)
a | WITH t AS (SELECT {} AS a) SELECT * FROM t => value(expression)
t | SELECT * FROM t WHERE a = {} ORDER BY b OFFSET {} ROWS FETCH NEXT {} ROWS ONLY => value(=), value(offset), ?
t | EXEC {} {} => function, value(())
t | EXECUTE {}.{} @x = {} => schema., function., value(())
t | DECLARE @x int = {} => value(=)
o | INSERT INTO t (a) VALUES (to_date('{}', 'YYYY')) RETURNING id INTO {} => quoted#0(to_date()), ?
m | SELECT * FROM t WHERE a REGEXP '{}' AND b RLIKE {} AND c SOUNDS LIKE {} => quoted#0(regexp), value(rlike), value(like)
m | INSERT IGNORE INTO {} SET {} = {} => table, column, value(assignment)
m | SELECT * FROM {} FORCE INDEX ({}) WHERE a = {} => table, <ColumnList>, value(=)
m | SHOW INDEX FROM {} => table
m | SELECT @x := {} => value(:=)
m | LOAD DATA INFILE '{}' INTO TABLE {} => quoted#0(expression), table
m | SELECT * FROM t WHERE a = _utf8'{}' => quoted#0(_utf8 =)
a | SELECT 1 FROM dual WHERE x IS NOT DISTINCT FROM {} => value(is distinct from)
a | SELECT * FROM t WHERE ts > {}::timestamp - interval '1 day' => value(cast)
a | SELECT * FROM t WHERE a = {} COLLATE nocase => value(=)
a | UPDATE t SET a = :a, b = {} WHERE c = :c => value(assignment)
a | select * from t where {}='{}' => column, quoted#0(=)
a | SELECT * FROM t WHERE a='{}'OR b={} => quoted#0(=), value(=)
a | SELECT * FROM t WHERE a > ALL (SELECT b FROM {} WHERE c = {}) => table, value(=)
a | SELECT * FROM t WHERE a IN ({}) AND b IN (SELECT {} FROM u) => value(in-alone), <ColumnList>
"#;
