/* html_story.h: findings of the sample "story", written by hand (html_story.c). Places are named by the text that stands there.
 */
#ifndef LINGER_TEST_HTML_STORY_H
#define LINGER_TEST_HTML_STORY_H

#include "emit/emit.h"

struct story_step {
    const char *file, *needle; /* in testdata/html/src */
    const char *text, *function;
};

struct story {
    const char *rule, *kind, *message, *subject, *fix;
    enum confidence confidence;
    const struct story_step *steps;
    uint32_t step_count, main_step;
    const char *const *evidence;
    uint32_t evidence_count;
};

extern const struct story stories[];
extern const uint32_t story_count;
extern const struct rule_text story_rules[];
extern const uint32_t story_rule_count;
extern const struct failed_unit story_failed[];
extern const uint32_t story_failed_count;

#endif
