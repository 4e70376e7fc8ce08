// GLib: the table frees what is taken out of it, so taking the user out is all there is to do.
#include <glib.h>
#include <unistd.h>

struct user {
    gchar *name;
    gchar *home;
};

static GHashTable *users;

static void user_free(struct user *u)
{
    g_free(u->name);
    g_free(u->home);
    g_free(u);
}

static void user_destroyed(gpointer data)
{
    user_free(data);
}

void users_init(void)
{
    users = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, user_destroyed);
}

int user_login(const gchar *name, const gchar *home)
{
    struct user *u = g_new0(struct user, 1);

    u->name = g_strdup(name);
    u->home = g_strdup(home);
    g_hash_table_insert(users, u->name, u);
    if (access(u->home, R_OK) != 0) {
        g_hash_table_remove(users, u->name);
        return -1;
    }
    return 0;
}

void user_logout(const gchar *name)
{
    g_hash_table_remove(users, name);
}
