/** The database's tables. `docs/history.md` describes them for those who query it with other tools. */

/** `PROF`: what tells a history from the databases of other programs. */
export const applicationId = 0x50_52_4f_46
/** A newer one is refused. An older one would be brought up to date here, in a transaction; there is none yet. */
export const formatVersion = 1

export const tables = `
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  proofload TEXT NOT NULL,
  suite_version TEXT NOT NULL,
  suite_digest TEXT NOT NULL,
  suite_cases INTEGER NOT NULL,
  variant TEXT NOT NULL,
  machine TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  outcome TEXT NOT NULL,
  events INTEGER NOT NULL
) STRICT;
CREATE TABLE arm (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  bridge TEXT NOT NULL,
  version TEXT,
  commit_id TEXT,
  commit_at TEXT,
  dirty INTEGER,
  UNIQUE (run, bridge)
) STRICT;
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE verdict (
  arm INTEGER NOT NULL REFERENCES arm ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES name,
  verdict TEXT NOT NULL,
  expected TEXT NOT NULL,
  unexpected INTEGER NOT NULL,
  PRIMARY KEY (arm, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE bench (
  arm INTEGER NOT NULL REFERENCES arm ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES name,
  title TEXT NOT NULL,
  iterations INTEGER NOT NULL,
  samples TEXT NOT NULL,
  round TEXT NOT NULL,
  control_samples TEXT,
  control_round TEXT,
  error TEXT,
  PRIMARY KEY (arm, name)
) STRICT;
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${formatVersion};
`
