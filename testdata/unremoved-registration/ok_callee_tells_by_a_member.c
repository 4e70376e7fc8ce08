// Whether the callee came as far as the list is told by a member of the record that it begins with.
#include <glib.h>

struct base {
    GHashTable *data;
    char *nick;
};

struct transfer {
    GHashTable *data;
    char *nick;
    int handle;
};

static GSList *conns;

static void base_init(struct base *base, const char *nick)
{
    g_return_if_fail(base != NULL);
    g_return_if_fail(nick != NULL);

    base->data = g_hash_table_new(g_str_hash, g_str_equal);
    base->nick = g_strdup(nick);
    conns = g_slist_append(conns, base);
}

void base_destroy(struct base *base)
{
    conns = g_slist_remove(conns, base);
    g_hash_table_destroy(base->data);
    g_free(base->nick);
    g_free(base);
}

struct transfer *transfer_create(const char *nick)
{
    struct transfer *transfer = g_new0(struct transfer, 1);

    transfer->handle = -1;
    base_init((struct base *)transfer, nick);
    if (transfer->data == NULL) {
        g_free(transfer);
        return NULL;
    }
    return transfer;
}
