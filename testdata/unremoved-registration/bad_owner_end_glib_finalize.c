// The plugin's finalizer frees it and leaves it as the value in the table of plugins.
#include <glib.h>

struct plugin {
    gint refs;
    gchar *name;
};

static GHashTable *plugins;

struct plugin *plugin_new(const gchar *name)
{
    struct plugin *p = g_new0(struct plugin, 1);

    if (plugins == NULL)
        plugins = g_hash_table_new(g_str_hash, g_str_equal);
    p->refs = 1;
    p->name = g_strdup(name);
    g_hash_table_insert(plugins, p->name, p); // expect-low: unremoved-registration[owner-end] "plugins"
    return p;
}

static void plugin_finalize(struct plugin *p)
{
    g_free(p->name);
    g_free(p);
}

void plugin_unref(struct plugin *p)
{
    if (--p->refs == 0)
        plugin_finalize(p);
}

struct plugin *plugin_find(const gchar *name)
{
    struct plugin *p = plugins ? g_hash_table_lookup(plugins, name) : NULL;

    if (p)
        p->refs++;
    return p;
}
