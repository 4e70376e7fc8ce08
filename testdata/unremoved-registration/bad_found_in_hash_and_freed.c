// A session is looked up by its key and freed, but stays in the hash.
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

struct session {
    char token[32];
    char *user;
    UT_hash_handle hh;
};

static struct session *sessions;

static int login(const char *token, const char *user)
{
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return -1;
    strncpy(session->token, token, sizeof session->token - 1);
    session->user = strdup(user);
    HASH_ADD_STR(sessions, token, session); // expect: unremoved-registration[owner-end] "finds it there"
    return 0;
}

static int logout(const char *token, const char *user)
{
    struct session *session;
    HASH_FIND_STR(sessions, token, session);
    if (session == NULL || strcmp(session->user, user) != 0)
        return -1;
    free(session->user);
    free(session); // expect-step: "ends here"
    return 0;
}

static int expire(const char *token, const char *user)
{
    struct session *session;
    (void)user;
    HASH_FIND_STR(sessions, token, session);
    if (session == NULL)
        return -1;
    HASH_DEL(sessions, session);
    free(session->user);
    free(session);
    return 0;
}

int (*const commands[])(const char *, const char *) = {login, logout, expire};
