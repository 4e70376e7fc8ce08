// GLib: the table of users keeps a user that is freed when its home folder is missing.
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

void users_init(void)
{
    users = g_hash_table_new(g_str_hash, g_str_equal);
}

int user_login(const gchar *name, const gchar *home)
{
    struct user *u = g_new0(struct user, 1);

    u->name = g_strdup(name);
    u->home = g_strdup(home);
    g_hash_table_insert(users, u->name, u); // expect: unremoved-registration[ended] "users"
    if (access(u->home, R_OK) != 0) {
        user_free(u);
        return -1;
    }
    return 0;
}

void user_logout(const gchar *name)
{
    struct user *u = g_hash_table_lookup(users, name);

    if (u) {
        g_hash_table_remove(users, name);
        user_free(u);
    }
}
