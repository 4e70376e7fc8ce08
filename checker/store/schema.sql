-- schema.sql: the findings database, .linger/linger.db.
--
-- The VIEWS at the end are a public interface: query them with the sqlite shell; they only grow. The tables are linger's own
-- business and may change with the schema's version (PRAGMA user_version); a change comes with migrate_<version>.sql.
-- PRAGMA application_id is 0x4C4E4752 ("LNGR").
--
-- A finding is stored once, with the interval of runs in which it was present: [since_run, gone_run), open while it is there.
-- A run that changes nothing therefore writes one row in `run` and nothing else.

-- Source files, relative to the project root; '' where the file is unknown.
CREATE TABLE file (
    id   INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
);

CREATE TABLE run (
    id            INTEGER PRIMARY KEY,               -- counts up; the last is never pruned
    time          TEXT NOT NULL,                     -- ISO 8601, UTC
    revision      TEXT,                              -- git commit
    is_dirty      INTEGER NOT NULL,
    is_whole      INTEGER NOT NULL,                  -- 0: only some files were looked at
    version       TEXT,                              -- linger's
    libclang      TEXT,
    arguments     TEXT,
    seconds       REAL NOT NULL,
    units         INTEGER NOT NULL,
    failed_units  INTEGER NOT NULL,
    partial_units INTEGER NOT NULL,
    -- the rest counts findings neither suppressed nor triaged away …
    total         INTEGER NOT NULL DEFAULT 0,
    fresh         INTEGER NOT NULL DEFAULT 0,
    fixed         INTEGER NOT NULL DEFAULT 0,
    reopened      INTEGER NOT NULL DEFAULT 0,
    low           INTEGER NOT NULL DEFAULT 0,
    medium        INTEGER NOT NULL DEFAULT 0,
    high          INTEGER NOT NULL DEFAULT 0,
    -- … and those that are
    suppressed    INTEGER NOT NULL DEFAULT 0,
    dismissed     INTEGER NOT NULL DEFAULT 0
);

-- Units that could not be analysed, or only in part.
CREATE TABLE run_problem (
    run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    unit    TEXT NOT NULL,
    status  TEXT NOT NULL,                           -- 'partial', 'failed'
    problem TEXT,
    number  INTEGER NOT NULL,
    PRIMARY KEY (run, number)
) WITHOUT ROWID;

-- Everything ever found and not yet pruned, as the last run that saw it said. since_run and gone_run may name pruned runs.
CREATE TABLE finding (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    rule        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    confidence  INTEGER NOT NULL,                    -- 0 low, 1 medium, 2 high
    file        INTEGER NOT NULL REFERENCES file (id),
    line        INTEGER NOT NULL,
    column      INTEGER NOT NULL,
    function    TEXT,
    subject     TEXT,
    message     TEXT NOT NULL,
    fix         TEXT,
    suppressed  TEXT,                                -- the suppression's reason
    triage      INTEGER NOT NULL DEFAULT 0,          -- copy of triage.state, kept by triggers
    since_run   INTEGER NOT NULL,
    gone_run    INTEGER,                             -- NULL: present
    is_reopened INTEGER NOT NULL DEFAULT 0,          -- it had been gone before since_run
    alias_0     INTEGER NOT NULL,                    -- weaker identities, see finding.h
    alias_1     INTEGER NOT NULL,
    alias_2     INTEGER NOT NULL,
    content     INTEGER NOT NULL                     -- hash of all that is shown: rewritten only when it changes
);
CREATE INDEX finding_by_place ON finding (file, line, column);
CREATE INDEX finding_by_since ON finding (since_run, gone_run);
CREATE INDEX finding_by_gone ON finding (gone_run) WHERE gone_run IS NOT NULL;
CREATE INDEX finding_present ON finding (confidence, triage > 1, suppressed IS NOT NULL) WHERE gone_run IS NULL;
CREATE INDEX finding_hidden ON finding (since_run, gone_run) WHERE suppressed IS NOT NULL OR triage > 1;

-- Earlier intervals of findings that came back.
CREATE TABLE past (
    finding     INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    since_run   INTEGER NOT NULL,
    gone_run    INTEGER NOT NULL,
    is_reopened INTEGER NOT NULL,
    PRIMARY KEY (finding, since_run)
) WITHOUT ROWID;
CREATE INDEX past_by_since ON past (since_run, gone_run);
CREATE INDEX past_by_gone ON past (gone_run);

-- Fingerprints that a finding had before an edit changed them.
CREATE TABLE renamed (
    fingerprint TEXT PRIMARY KEY,
    finding     INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX renamed_by_finding ON renamed (finding);

CREATE TABLE step (
    finding  INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,                       -- from 1
    file     INTEGER NOT NULL REFERENCES file (id),
    line     INTEGER NOT NULL,
    column   INTEGER NOT NULL,
    function TEXT,
    text     TEXT NOT NULL,
    PRIMARY KEY (finding, number)
) WITHOUT ROWID;

CREATE TABLE reason (
    finding INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,                        -- from 1
    text    TEXT NOT NULL,
    PRIMARY KEY (finding, number)
) WITHOUT ROWID;

-- What people said about a finding. Keyed by fingerprint and not by finding: it can be imported before the finding is seen
-- and outlives it.
CREATE TABLE triage (
    fingerprint TEXT PRIMARY KEY,
    state       INTEGER NOT NULL,                    -- 0 open, 1 confirmed, 2 false positive, 3 intentional
    reason      TEXT,
    author      TEXT,
    time        TEXT NOT NULL,                       -- ISO 8601, UTC
    rule        TEXT,
    function    TEXT,
    subject     TEXT,
    alias_0     INTEGER NOT NULL DEFAULT 0,
    alias_1     INTEGER NOT NULL DEFAULT 0,
    alias_2     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TRIGGER triage_added AFTER INSERT ON triage BEGIN
    UPDATE finding SET triage = NEW.state WHERE fingerprint = NEW.fingerprint;
END;
CREATE TRIGGER triage_changed AFTER UPDATE ON triage BEGIN
    UPDATE finding SET triage = NEW.state WHERE fingerprint = NEW.fingerprint;
END;
CREATE TRIGGER triage_removed AFTER DELETE ON triage BEGIN
    UPDATE finding SET triage = 0 WHERE fingerprint = OLD.fingerprint;
END;

-- Every word of triage there ever was, oldest first.
CREATE TABLE triage_word (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    state       INTEGER NOT NULL,
    reason      TEXT,
    author      TEXT,
    time        TEXT NOT NULL
);
CREATE INDEX triage_word_by_fingerprint ON triage_word (fingerprint);

CREATE TRIGGER triage_said AFTER INSERT ON triage BEGIN
    INSERT INTO triage_word (fingerprint, state, reason, author, time)
    VALUES (NEW.fingerprint, NEW.state, NEW.reason, NEW.author, NEW.time);
END;
CREATE TRIGGER triage_said_again AFTER UPDATE OF state, reason, author, time ON triage BEGIN
    INSERT INTO triage_word (fingerprint, state, reason, author, time)
    VALUES (NEW.fingerprint, NEW.state, NEW.reason, NEW.author, NEW.time);
END;
CREATE TRIGGER triage_renamed AFTER UPDATE OF fingerprint ON triage BEGIN
    UPDATE triage_word SET fingerprint = NEW.fingerprint WHERE fingerprint = OLD.fingerprint;
END;

-- The last run's facts about registries: rewritten only when their hash (`fact_hash`) changes.
CREATE TABLE registration (
    registry TEXT,
    element  TEXT,
    via      TEXT,
    file     INTEGER NOT NULL REFERENCES file (id),
    line     INTEGER NOT NULL,
    column   INTEGER NOT NULL,
    function TEXT,
    verdict  TEXT,
    reason   TEXT
);
CREATE TABLE removal (
    registry TEXT,
    element  TEXT,
    via      TEXT,
    file     INTEGER NOT NULL REFERENCES file (id),
    line     INTEGER NOT NULL,
    column   INTEGER NOT NULL,
    function TEXT
);
CREATE TABLE hold (
    holder TEXT,
    held   TEXT,
    how    TEXT,
    file   INTEGER NOT NULL REFERENCES file (id),
    line   INTEGER NOT NULL,
    column INTEGER NOT NULL
);
CREATE TABLE fact_hash (
    name TEXT PRIMARY KEY,                           -- name of the table
    hash INTEGER NOT NULL
) WITHOUT ROWID;

---- Public views ---------------------------------------------------------------------------------------------------------

-- What the last run found and nobody suppressed or triaged away, at confidence medium or above. Findings of units that the
-- last run could not analyse are still here: not seen is not fixed. state: 'new', 'unchanged', 'reopened'.
CREATE VIEW current_findings (fingerprint, rule, kind, confidence, state, file, line, column, function, message) AS
SELECT f.fingerprint, f.rule, f.kind,
       CASE f.confidence WHEN 2 THEN 'high' WHEN 1 THEN 'medium' ELSE 'low' END,
       CASE WHEN f.since_run < (SELECT max(id) FROM run) THEN 'unchanged' WHEN f.is_reopened THEN 'reopened' ELSE 'new' END,
       p.path, f.line, f.column, f.function, f.message
FROM file AS p JOIN finding AS f ON f.file = p.id
WHERE f.gone_run IS NULL AND f.suppressed IS NULL AND f.triage IN (0, 1) AND f.confidence >= 1;

-- All findings of all runs kept: also low ones, suppressed ones, triaged ones, fixed ones (state 'fixed', gone_run set).
CREATE VIEW findings (fingerprint, rule, kind, confidence, state, file, line, column, function, subject, message, fix,
                      suppressed, triage, since_run, gone_run) AS
SELECT f.fingerprint, f.rule, f.kind,
       CASE f.confidence WHEN 2 THEN 'high' WHEN 1 THEN 'medium' ELSE 'low' END,
       CASE WHEN f.gone_run IS NOT NULL THEN 'fixed' WHEN f.since_run < (SELECT max(id) FROM run) THEN 'unchanged'
            WHEN f.is_reopened THEN 'reopened' ELSE 'new' END,
       p.path, f.line, f.column, f.function, f.subject, f.message, f.fix, f.suppressed,
       CASE f.triage WHEN 1 THEN 'confirmed' WHEN 2 THEN 'false-positive' WHEN 3 THEN 'intentional' ELSE 'open' END,
       f.since_run, f.gone_run
FROM file AS p JOIN finding AS f ON f.file = p.id;

-- The path that leads to a finding, in order.
CREATE VIEW steps (fingerprint, number, file, line, column, function, text) AS
SELECT f.fingerprint, s.number, p.path, s.line, s.column, s.function, s.text
FROM finding AS f JOIN step AS s ON s.finding = f.id JOIN file AS p ON p.id = s.file;

-- Why linger believes a finding, in order.
CREATE VIEW evidence (fingerprint, number, text) AS
SELECT f.fingerprint, r.number, r.text FROM finding AS f JOIN reason AS r ON r.finding = f.id;

-- Every run kept, with its counts; is_whole 0: only some files were looked at.
CREATE VIEW runs (id, time, revision, is_dirty, is_whole, version, libclang, arguments, seconds, units, failed_units,
                  partial_units, total, new, fixed, reopened, low, medium, high, suppressed, dismissed) AS
SELECT id, time, revision, is_dirty, is_whole, version, libclang, arguments, seconds, units, failed_units,
       partial_units, total, fresh, fixed, reopened, low, medium, high, suppressed, dismissed
FROM run;

-- Units that a run could not analyse ('failed') or only in part ('partial').
CREATE VIEW failed_units (run, unit, status, problem) AS
SELECT run, unit, status, problem FROM run_problem;

-- What people said about findings, current or not.
CREATE VIEW triaged (fingerprint, state, reason, author, time) AS
SELECT fingerprint,
       CASE state WHEN 1 THEN 'confirmed' WHEN 2 THEN 'false-positive' WHEN 3 THEN 'intentional' ELSE 'open' END,
       reason, author, time
FROM triage;

-- Everything that was ever said about a finding, oldest first.
CREATE VIEW triage_log (fingerprint, state, reason, author, time) AS
SELECT fingerprint,
       CASE state WHEN 1 THEN 'confirmed' WHEN 2 THEN 'false-positive' WHEN 3 THEN 'intentional' ELSE 'open' END,
       reason, author, time
FROM triage_word ORDER BY id;

-- Every registration in the program as the last run saw it, with linger's verdict ('reported', 'quiet', 'unknown') and why.
CREATE VIEW registrations (registry, element, via, file, line, column, function, verdict, reason) AS
SELECT r.registry, r.element, r.via, p.path, r.line, r.column, r.function, r.verdict, r.reason
FROM registration AS r JOIN file AS p ON p.id = r.file;

-- Every removal from a registry.
CREATE VIEW removals (registry, element, via, file, line, column, function) AS
SELECT r.registry, r.element, r.via, p.path, r.line, r.column, r.function
FROM removal AS r JOIN file AS p ON p.id = r.file;

-- Who keeps whom alive.
CREATE VIEW holds (holder, held, how, file, line, column) AS
SELECT h.holder, h.held, h.how, p.path, h.line, h.column FROM hold AS h JOIN file AS p ON p.id = h.file;
