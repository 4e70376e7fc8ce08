-- migrate_2.sql: every word of triage is kept, not only the last. The tables are as in schema.sql; existing words are the first.
-- And the findings of the last run are counted, and told from those that are gone, along an index.
CREATE INDEX finding_present ON finding (confidence, triage > 1, suppressed IS NOT NULL) WHERE gone_run IS NULL;

CREATE TABLE triage_word (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    state       INTEGER NOT NULL,
    reason      TEXT,
    author      TEXT,
    time        TEXT NOT NULL
);
CREATE INDEX triage_word_by_fingerprint ON triage_word (fingerprint);

INSERT INTO triage_word (fingerprint, state, reason, author, time)
SELECT fingerprint, state, reason, author, time FROM triage ORDER BY time, fingerprint;

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

CREATE VIEW triage_log (fingerprint, state, reason, author, time) AS
SELECT fingerprint,
       CASE state WHEN 1 THEN 'confirmed' WHEN 2 THEN 'false-positive' WHEN 3 THEN 'intentional' ELSE 'open' END,
       reason, author, time
FROM triage_word ORDER BY id;
