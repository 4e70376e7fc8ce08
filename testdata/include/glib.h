/* A fake <glib.h>: declarations the cases use. */
#ifndef __G_LIB_H__
#define __G_LIB_H__
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int gboolean;
typedef int gint;
typedef unsigned int guint;
typedef char gchar;
typedef unsigned long gsize;
typedef long gssize;
typedef void *gpointer;
typedef const void *gconstpointer;
typedef uint32_t guint32;
#define TRUE 1
#define FALSE 0
#define GINT_TO_POINTER(i) ((gpointer)(long)(i))
#define GUINT_TO_POINTER(u) ((gpointer)(unsigned long)(u))
#define G_SOURCE_REMOVE FALSE
#define G_SOURCE_CONTINUE TRUE

typedef void (*GDestroyNotify)(gpointer data);
typedef void (*GFunc)(gpointer data, gpointer user_data);
typedef void (*GHFunc)(gpointer key, gpointer value, gpointer user_data);
typedef gboolean (*GHRFunc)(gpointer key, gpointer value, gpointer user_data);
typedef guint (*GHashFunc)(gconstpointer key);
typedef gboolean (*GEqualFunc)(gconstpointer a, gconstpointer b);
typedef gint (*GCompareFunc)(gconstpointer a, gconstpointer b);
typedef gboolean (*GSourceFunc)(gpointer user_data);

gpointer g_malloc(gsize n);
gpointer g_malloc0(gsize n);
gpointer g_malloc_n(gsize n, gsize size);
gpointer g_malloc0_n(gsize n, gsize size);
gpointer g_realloc(gpointer mem, gsize n);
void g_free(gpointer mem);
gchar *g_strdup(const gchar *text);
#define g_new(type, n) ((type *)g_malloc_n((n), sizeof(type)))
#define g_new0(type, n) ((type *)g_malloc0_n((n), sizeof(type)))

typedef struct _GList GList;
struct _GList {
    gpointer data;
    GList *next, *prev;
};
GList *g_list_append(GList *list, gpointer data);
GList *g_list_prepend(GList *list, gpointer data);
GList *g_list_remove(GList *list, gconstpointer data);
GList *g_list_remove_link(GList *list, GList *link);
GList *g_list_delete_link(GList *list, GList *link);
GList *g_list_find(GList *list, gconstpointer data);
GList *g_list_first(GList *list);
guint g_list_length(GList *list);
void g_list_free(GList *list);
void g_list_free_full(GList *list, GDestroyNotify free_func);
void g_list_foreach(GList *list, GFunc func, gpointer user_data);

typedef struct _GSList GSList;
struct _GSList {
    gpointer data;
    GSList *next;
};
GSList *g_slist_append(GSList *list, gpointer data);
GSList *g_slist_prepend(GSList *list, gpointer data);
GSList *g_slist_remove(GSList *list, gconstpointer data);
GSList *g_slist_delete_link(GSList *list, GSList *link);
void g_slist_free(GSList *list);
void g_slist_free_full(GSList *list, GDestroyNotify free_func);
guint g_slist_length(GSList *list);

typedef struct _GPtrArray GPtrArray;
struct _GPtrArray {
    gpointer *pdata;
    guint len;
};
GPtrArray *g_ptr_array_new(void);
GPtrArray *g_ptr_array_new_with_free_func(GDestroyNotify free_func);
void g_ptr_array_add(GPtrArray *array, gpointer data);
gboolean g_ptr_array_remove(GPtrArray *array, gpointer data);
gboolean g_ptr_array_remove_fast(GPtrArray *array, gpointer data);
gpointer g_ptr_array_remove_index(GPtrArray *array, guint index);
void g_ptr_array_set_size(GPtrArray *array, gint length);
void g_ptr_array_unref(GPtrArray *array);
gpointer *g_ptr_array_free(GPtrArray *array, gboolean free_segment);
#define g_ptr_array_index(array, index_) ((array)->pdata)[index_]

typedef struct _GQueue GQueue;
struct _GQueue {
    GList *head, *tail;
    guint length;
};
GQueue *g_queue_new(void);
void g_queue_free(GQueue *queue);
void g_queue_push_tail(GQueue *queue, gpointer data);
gpointer g_queue_pop_head(GQueue *queue);
gboolean g_queue_remove(GQueue *queue, gconstpointer data);
gboolean g_queue_is_empty(GQueue *queue);

typedef struct _GHashTable GHashTable;
GHashTable *g_hash_table_new(GHashFunc hash, GEqualFunc equal);
GHashTable *g_hash_table_new_full(GHashFunc hash, GEqualFunc equal, GDestroyNotify key_free, GDestroyNotify value_free);
gboolean g_hash_table_insert(GHashTable *table, gpointer key, gpointer value);
gboolean g_hash_table_replace(GHashTable *table, gpointer key, gpointer value);
gboolean g_hash_table_add(GHashTable *table, gpointer key);
gboolean g_hash_table_remove(GHashTable *table, gconstpointer key);
gboolean g_hash_table_steal(GHashTable *table, gconstpointer key);
void g_hash_table_remove_all(GHashTable *table);
gpointer g_hash_table_lookup(GHashTable *table, gconstpointer key);
guint g_hash_table_foreach_remove(GHashTable *table, GHRFunc func, gpointer user_data);
guint g_hash_table_size(GHashTable *table);
void g_hash_table_unref(GHashTable *table);
void g_hash_table_destroy(GHashTable *table);
guint g_str_hash(gconstpointer key);
guint g_direct_hash(gconstpointer key);
gboolean g_str_equal(gconstpointer a, gconstpointer b);
gboolean g_direct_equal(gconstpointer a, gconstpointer b);

guint g_timeout_add(guint interval, GSourceFunc function, gpointer data);
guint g_timeout_add_seconds(guint interval, GSourceFunc function, gpointer data);
#define G_PRIORITY_DEFAULT 0
guint g_idle_add(GSourceFunc function, gpointer data);
guint g_idle_add_full(gint priority, GSourceFunc function, gpointer data, GDestroyNotify notify);
gboolean g_source_remove(guint tag);

typedef struct _GMainLoop GMainLoop;
typedef struct _GMainContext GMainContext;
GMainLoop *g_main_loop_new(GMainContext *context, gboolean is_running);
void g_main_loop_run(GMainLoop *loop);
void g_main_loop_unref(GMainLoop *loop);

#ifdef __cplusplus
}
#endif
#endif
