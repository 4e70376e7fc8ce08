// GLib, GObject, GIO: lists, tables, arrays, references, sources, signals.
// package: libglib2.0-dev
// pkg-config: gio-2.0 gobject-2.0 glib-2.0
#include <gio/gio.h>
#include <glib-object.h>
#include <glib.h>

static GList *g_list;
static GSList *g_slist;
static GHashTable *g_table;
static GPtrArray *g_array;
static GQueue *g_queue;

static gboolean on_source(void *data) { (void)data; return TRUE; }
static void on_signal(GObject *object, void *data) { (void)object, (void)data; }
static int compare(const void *a, const void *b) { return a < b ? -1 : 1; }

void lists(void *c)
{
    g_list = g_list_append(g_list, c); // model: register in=&g_list element=c
    g_list = g_list_prepend(g_list, c); // model: register in=&g_list element=c
    g_list = g_list_insert(g_list, c, 0); // model: register in=&g_list element=c
    g_list = g_list_insert_sorted(g_list, c, compare); // model: register in=&g_list element=c
    GList *at = g_list_find(g_list, c); // model: lookup in=&g_list element=c result=at
    g_list = g_list_remove(g_list, c); // model: remove in=&g_list element=c
    g_list = g_list_remove_link(g_list, at); // model: remove in=&g_list key=at
    g_list = g_list_delete_link(g_list, at); // model: remove in=&g_list key=at
    g_list_free_full(g_list, g_free); // model: callback // model: clear in=&g_list
    g_list_free(g_list); // model: clear in=&g_list
    g_slist = g_slist_prepend(g_slist, c); // model: register in=&g_slist element=c
    g_slist = g_slist_append(g_slist, c); // model: register in=&g_slist element=c
    g_slist = g_slist_remove(g_slist, c); // model: remove in=&g_slist element=c
    g_slist_free(g_slist); // model: clear in=&g_slist
}

void tables(void *key, void *c)
{
    g_table = g_hash_table_new(g_direct_hash, g_direct_equal); // model: alloc result=g_table
    g_hash_table_insert(g_table, key, c); // model: register in=g_table element=c key=key
    g_hash_table_replace(g_table, key, c); // model: register in=g_table element=c key=key
    g_hash_table_add(g_table, c); // model: register in=g_table element=c key=c
    c = g_hash_table_lookup(g_table, key); // model: lookup in=g_table key=key result=c
    g_hash_table_remove(g_table, key); // model: remove in=g_table key=key
    g_hash_table_steal(g_table, key); // model: remove in=g_table key=key
    g_hash_table_remove_all(g_table); // model: clear in=g_table
    g_hash_table_unref(g_table); // model: clear in=g_table // model: release element=g_table
    g_hash_table_destroy(g_table); // model: clear in=g_table
}

void arrays(void *c, GArray *values)
{
    g_array = g_ptr_array_new(); // model: alloc result=g_array
    g_ptr_array_add(g_array, c); // model: register in=g_array element=c
    g_ptr_array_insert(g_array, 0, c); // model: register in=g_array element=c
    g_ptr_array_remove(g_array, c); // model: remove in=g_array element=c
    g_ptr_array_remove_fast(g_array, c); // model: remove in=g_array element=c
    g_ptr_array_remove_index(g_array, 0); // model: remove in=g_array key=0
    g_ptr_array_free(g_array, TRUE); // model: clear in=g_array // model: end element=g_array
    g_array_append_val(values, c); // model: register in=values element=c
    g_array_remove_index(values, 0); // model: remove in=values key=0
    g_array_free(values, TRUE); // model: clear in=values // model: end element=values
}

void queues(void *c, GAsyncQueue *async)
{
    g_queue_push_tail(g_queue, c); // model: register in=g_queue element=c
    g_queue_push_head(g_queue, c); // model: register in=g_queue element=c
    c = g_queue_pop_head(g_queue); // model: remove in=g_queue result=c
    c = g_queue_pop_tail(g_queue); // model: remove in=g_queue result=c
    g_queue_remove(g_queue, c); // model: remove in=g_queue element=c
    g_queue_clear(g_queue); // model: clear in=g_queue
    g_queue_free(g_queue); // model: clear in=g_queue // model: end element=g_queue
    g_async_queue_push(async, c); // model: register in=async element=c
    c = g_async_queue_pop(async); // model: wait // model: remove in=async result=c
}

void references(GObject *object, void *data)
{
    g_object_ref(object); // model: hold element=object
    g_object_unref(object); // model: release element=object
    g_object_set_data(object, "key", data); // model: register in=object element=data key="key" // model: remove in=object element=data key="key"
    g_object_set_data_full(object, "key", data, g_free); // model: register in=object element=data key="key" // model: remove in=object element=data key="key" // model: callback
    data = g_object_get_data(object, "key"); // model: lookup in=object key="key" result=data
    g_object_weak_ref(object, on_source == NULL ? NULL : (GWeakNotify)on_signal, data); // model: callback
    g_clear_object(&object); // model: release element=*&object
    g_clear_pointer(&data, g_free); // model: callback // model: end element=*&data
    char *text = g_steal_pointer(&data); // model: alias element=*&data result=text
    g_free(text); // model: end element=text
}

void sources(void *data)
{
    guint id = g_timeout_add(1000, on_source, data); // model: callback function=on_source data=data // model: register in=main context element=data handle=id
    g_source_remove(id); // model: remove in=main context handle=id
    id = g_timeout_add_seconds(1, on_source, data); // model: callback function=on_source data=data // model: register in=main context element=data handle=id
    id = g_idle_add(on_source, data); // model: callback function=on_source data=data // model: register in=main context element=data handle=id
    g_clear_handle_id(&id, g_source_remove); // model: remove handle=*&id
    GMainLoop *loop = g_main_loop_new(NULL, FALSE); // model: none
    g_main_loop_run(loop); // model: wait
    g_main_loop_unref(loop); // model: release element=loop
}

void signals(GObject *object, void *data)
{
    gulong id = g_signal_connect(object, "changed", G_CALLBACK(on_signal), data); // model: callback function=on_signal data=data on=object // model: callback function=null data=data // model: register in=object element=data key="changed" handle=id
    g_signal_handler_disconnect(object, id); // model: remove in=object handle=id
    id = g_signal_connect_swapped(object, "changed", G_CALLBACK(on_signal), data); // model: callback function=on_signal data=data on=object // model: callback function=null data=data // model: register in=object element=data key="changed" handle=id
    id = g_signal_connect_object(object, "changed", G_CALLBACK(on_signal), data, 0); // model: callback function=on_signal data=data on=object // model: register in=object element=data key="changed" handle=id
    g_signal_handlers_disconnect_by_data(object, data); // model: remove in=object element=data
    g_signal_handlers_disconnect_by_func(object, on_signal, data); // model: remove in=object element=data
    g_clear_signal_handler(&id, object); // model: remove in=_instance handle=_handler_id
}

void texts(int id)
{
    char *name = g_strdup_printf("conn-%d", id); // model: alloc result=name // model: carry to=name from="conn-%d"
    char *copy = g_strdup(name); // model: alloc result=copy // model: carry element=name to=copy
    g_free(copy); // model: end element=copy
    copy = g_strconcat(name, "-", name, NULL); // model: alloc result=copy // model: carry to=copy from=name
    GString *text = g_string_new(name); // model: none
    g_string_append_printf(text, "%d", id); // model: carry to=text from="%d"
    g_string_free(text, TRUE); // model: none
}
