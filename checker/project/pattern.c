#include "project/pattern.h"

/* Does `pattern` fit a beginning of `path` that ends at a slash or at its end? */
static bool fits_here(const char *pattern, const char *path)
{
    while (true) {
        if (pattern[0] == '*' && pattern[1] == '*') {
            const char *rest = pattern + 2;
            if (rest[0] == '\0')
                return true;
            bool skips_folders = rest[0] == '/';
            for (const char *at = path;; at++) {
                if (fits_here(rest, at) || (skips_folders && (at == path || at[-1] == '/') && fits_here(rest + 1, at)))
                    return true;
                if (*at == '\0')
                    return false;
            }
        }
        if (pattern[0] == '*') {
            for (const char *at = path;; at++) {
                if (fits_here(pattern + 1, at))
                    return true;
                if (*at == '\0' || *at == '/')
                    return false;
            }
        }
        if (pattern[0] == '\0' || (pattern[0] == '/' && pattern[1] == '\0'))
            return path[0] == '\0' || path[0] == '/';
        if (path[0] == '\0' || (pattern[0] == '?' ? path[0] == '/' : pattern[0] != path[0]))
            return false;
        pattern++;
        path++;
    }
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
