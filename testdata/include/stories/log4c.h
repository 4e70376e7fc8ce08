/* Categories like log4c's, small enough to run in a story: each name, and each of its dotted parents, stays. */
#ifndef STORIES_LOG4C_H
#define STORIES_LOG4C_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct __log4c_category {
    char *name;
    struct __log4c_category *next;
} log4c_category_t;
#define LOG4C_PRIORITY_INFO 600

static log4c_category_t *story_categories;

static inline long story_category_count(void)
{
    long count = 0;

    for (log4c_category_t *category = story_categories; category; category = category->next)
        count++;
    return count;
}

static inline log4c_category_t *log4c_category_get(const char *name)
{
    log4c_category_t *category;

    for (category = story_categories; category; category = category->next)
        if (strcmp(category->name, name) == 0)
            return category;
    category = (log4c_category_t *)calloc(1, sizeof *category);
    category->name = strdup(name);
    category->next = story_categories;
    story_categories = category;
    return category;
}

static inline void log4c_category_log(const log4c_category_t *category, int priority, const char *format, ...)
{
    if (priority < 0)
        fprintf(stderr, "%s: %s\n", category->name, format);
}
#endif
