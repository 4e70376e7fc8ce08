/* emit.h: findings -> bytes. An emitter is one file ending in a `struct emitter`, listed in emitters.def. Emitters are pure:
 * they know neither store nor terminal nor clock; everything they print comes from `struct report`. */
#ifndef LINGER_EMIT_EMIT_H
#define LINGER_EMIT_EMIT_H

#include "base/error.h"
#include "finding/finding.h"

/* One earlier run, for trends. */
struct report_run {
    int64_t id;
    const char *when;     /* ISO 8601, UTC */
    const char *revision; /* git commit, or NULL */
    uint32_t total, fresh, fixed;
    uint32_t by_confidence[3];
};

struct failed_unit {
    const char *path, *reason;
    bool is_partial; /* parsed with errors: some statements are missing */
};

struct rule_text {
    const char *id, *brief;
    const char *page; /* Markdown of rules/<id>.md */
};

struct report {
    const struct finding *const *findings; /* sorted; suppressed and triaged-away ones only when the emitter's `wants_all` */
    uint32_t finding_count;
    const struct failed_unit *failed;
    uint32_t failed_count;
    const struct rule_text *rules;
    uint32_t rule_count;
    const struct report_run *runs; /* oldest first; the last is the run reported */
    uint32_t run_count;
    const char *version;  /* linger's */
    const char *libclang; /* version */
    const char *root;     /* absolute project root: where sources are read from for excerpts */
    const char *revision; /* git commit of the run, or NULL */
    uint32_t units;
    bool color;           /* text: ANSI colours */
    /* Source text of a file for excerpts: `path` as in loc.file; NULL when unreadable. Borrowed until the report is done. */
    const char *(*source)(const char *path, size_t *length, void *user);
    void *source_user;
};

struct emitter {
    const char *name;  /* --format=NAME */
    const char *brief; /* for help */
    bool wants_all;    /* also suppressed and triaged findings (SARIF, HTML) */
    bool (*emit)(const struct report *report, GString *out, struct error *err);
};

const struct emitter *const *emitters_all(void); /* order of emitters.def; NULL-terminated */
const struct emitter *emitter_find(const char *name); /* or NULL */

/* One line of a source file (without its newline), from 1; NULL when there is none. For excerpts. g_free. */
char *report_source_line(const struct report *report, const char *path, uint32_t line);

#endif
