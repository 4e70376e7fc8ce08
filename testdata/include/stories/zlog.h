/* Categories like zlog's, small enough to run in a story: each name stays; a per-thread context holds what changes. */
#ifndef STORIES_ZLOG_H
#define STORIES_ZLOG_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct zlog_category_s {
    char name[64];
    struct zlog_category_s *next;
} zlog_category_t;

static zlog_category_t *story_categories;
static char story_context[64];

static inline long story_category_count(void)
{
    long count = 0;

    for (zlog_category_t *category = story_categories; category; category = category->next)
        count++;
    return count;
}

static inline zlog_category_t *zlog_get_category(const char *cname)
{
    zlog_category_t *category;

    for (category = story_categories; category; category = category->next)
        if (strcmp(category->name, cname) == 0)
            return category;
    category = (zlog_category_t *)calloc(1, sizeof *category);
    snprintf(category->name, sizeof category->name, "%s", cname);
    category->next = story_categories;
    story_categories = category;
    return category;
}

static inline int zlog_put_mdc(const char *key, const char *value)
{
    return snprintf(story_context, sizeof story_context, "%s=%s", key, value);
}

static inline void zlog_info(zlog_category_t *category, const char *text)
{
    if (!text)
        puts(category->name);
}
#endif
