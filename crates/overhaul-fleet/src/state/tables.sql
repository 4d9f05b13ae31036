CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    version TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT
);
CREATE TABLE IF NOT EXISTS repositories (
    repository TEXT PRIMARY KEY,
    line TEXT NOT NULL,
    settings TEXT NOT NULL,
    base_commit TEXT,
    branch_commit TEXT,
    action TEXT,
    why TEXT,
    number INTEGER,
    url TEXT,
    state TEXT,
    checks TEXT,
    is_conflicted INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS steps (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    repository TEXT NOT NULL,
    step TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT,
    failure TEXT
);
CREATE INDEX IF NOT EXISTS steps_of_runs ON steps (run);
CREATE INDEX IF NOT EXISTS steps_of_repositories ON steps (repository, step);
CREATE TABLE IF NOT EXISTS results (
    run INTEGER NOT NULL REFERENCES runs,
    repository TEXT NOT NULL,
    fixes INTEGER NOT NULL,
    declined INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (run, repository)
) WITHOUT ROWID;
