#include "project/pattern.h"

/* Which places of the pattern may come next: all at once, so that no row of stars takes more than pattern times path. */
struct places {
    const char *pattern;
    size_t length;
    bool *now, *next; /* length + 1 */
};

/* Stars may stand for nothing: what lies behind them may come next, too. */
static void pass_stars(struct places *places, bool begins_name)
{
    for (size_t i = 0; i < places->length; i++) {
        if (!places->now[i] || places->pattern[i] != '*')
            continue;
        size_t behind = i + (places->pattern[i + 1] == '*' ? 2 : 1);
        places->now[behind] = true;
        if (behind == i + 2 && begins_name && places->pattern[behind] == '/')
            places->now[behind + 1] = true;
    }
}

static void step(struct places *places, char c)
{
    memset(places->next, 0, places->length + 1);
    for (size_t i = 0; i < places->length; i++) {
        if (!places->now[i])
            continue;
        char wanted = places->pattern[i];
        if (wanted == '*')
            places->next[i] |= c != '/' || places->pattern[i + 1] == '*';
        else
            places->next[i + 1] |= wanted == c || (wanted == '?' && c != '/');
    }
    bool *next = places->now;
    places->now = places->next;
    places->next = next;
}

static bool is_done(const struct places *places, char c)
{
    size_t length = places->length;
    if (length >= 2 && places->now[length - 2] && places->pattern[length - 2] == '*' && places->pattern[length - 1] == '*')
        return true;
    return (c == '\0' || c == '/') &&
           (places->now[length] || (length > 0 && places->now[length - 1] && places->pattern[length - 1] == '/'));
}

/* Does `pattern` fit a beginning of `path` that ends at a slash or at its end? */
static bool fits_here(const char *pattern, const char *path)
{
    size_t length = strlen(pattern);
    bool *memory = g_new0(bool, 2 * (length + 1));
    struct places places = {pattern, length, memory, memory + length + 1};
    places.now[0] = true;
    bool fits = false;
    for (const char *at = path;; at++) {
        pass_stars(&places, at == path || at[-1] == '/');
        fits = is_done(&places, *at);
        if (fits || *at == '\0')
            break;
        step(&places, *at);
    }
    g_free(memory);
    return fits;
}

bool pattern_fits(const char *pattern, const char *path)
{
    if (g_str_has_prefix(pattern, "./"))
        pattern += 2;
    const char *slash = strchr(pattern, '/');
    bool is_anchored = slash != NULL && slash[1] != '\0';
    if (is_anchored)
        return fits_here(pattern[0] == '/' && path[0] != '/' ? pattern + 1 : pattern, path);
    for (const char *name = path; name != NULL; name = strchr(name, '/') != NULL ? strchr(name, '/') + 1 : NULL)
        if (name[0] != '\0' && fits_here(pattern, name))
            return true;
    return false;
}
