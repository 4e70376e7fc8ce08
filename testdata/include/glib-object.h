/* A fake <glib-object.h>: references and signals. */
#ifndef __GLIB_OBJECT_H__
#define __GLIB_OBJECT_H__
#include <glib.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _GObject GObject;
typedef struct _GClosure GClosure;
typedef struct _GTask GTask;
typedef struct _GCancellable GCancellable;
typedef struct _GAsyncResult GAsyncResult;
typedef struct _GTypeInstance GTypeInstance;
typedef struct _GObjectClass GObjectClass;
typedef unsigned long GType;
struct _GTypeInstance {
    gpointer g_class;
};
struct _GObject {
    GTypeInstance g_type_instance;
    guint ref_count;
    gpointer qdata;
};
struct _GObjectClass {
    GType type;
    void (*dispose)(GObject *object);
    void (*finalize)(GObject *object);
};
#define G_TYPE_OBJECT ((GType)80)
#define G_OBJECT_CLASS(class) ((GObjectClass *)(class))
#define G_DEFINE_TYPE(TypeName, type_name, TYPE_PARENT)                                                                      \
    static void type_name##_init(TypeName *self);                                                                            \
    static void type_name##_class_init(TypeName##Class *klass);                                                              \
    static gpointer type_name##_parent_class = NULL;                                                                         \
    static void type_name##_class_intern_init(gpointer klass)                                                                \
    {                                                                                                                        \
        type_name##_parent_class = g_type_class_peek_parent(klass);                                                          \
        type_name##_class_init((TypeName##Class *)klass);                                                                    \
    }                                                                                                                        \
    GType type_name##_get_type(void)                                                                                         \
    {                                                                                                                        \
        return g_type_register_static_simple((TYPE_PARENT), #TypeName, sizeof(TypeName##Class),                              \
                                             type_name##_class_intern_init, sizeof(TypeName),                                \
                                             (void (*)(GTypeInstance *, gpointer))type_name##_init, 0);                      \
    }
typedef void (*GAsyncReadyCallback)(GObject *source, GAsyncResult *result, gpointer data);
typedef void (*GCallback)(void);
typedef void (*GClosureNotify)(gpointer data, GClosure *closure);
typedef enum { G_CONNECT_DEFAULT = 0, G_CONNECT_AFTER = 1, G_CONNECT_SWAPPED = 2 } GConnectFlags;
#define G_CALLBACK(f) ((GCallback)(f))

gpointer g_type_class_peek_parent(gpointer klass);
GType g_type_register_static_simple(GType parent, const gchar *name, guint class_size, void (*class_init)(gpointer klass),
                                    guint instance_size, void (*instance_init)(GTypeInstance *instance, gpointer klass),
                                    unsigned flags);
typedef struct {
    gpointer priv;
} GWeakRef;
void g_weak_ref_init(GWeakRef *weak_ref, gpointer object);
void g_weak_ref_set(GWeakRef *weak_ref, gpointer object);
gpointer g_weak_ref_get(GWeakRef *weak_ref);
gpointer g_object_new(GType type, const gchar *first_property_name, ...);
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
gpointer g_type_instance_get_private(GTypeInstance *instance, GType type);
gpointer g_steal_pointer(gpointer place);
GTask *g_task_new(gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void g_clear_object(GObject **object);
void g_object_set_data(gpointer object, const gchar *key, gpointer data);
void g_object_set_data_full(gpointer object, const gchar *key, gpointer data, GDestroyNotify destroy);
gpointer g_object_get_data(gpointer object, const gchar *key);
unsigned long g_signal_connect_data(gpointer instance, const gchar *signal, GCallback handler, gpointer data,
                                    GClosureNotify destroy, GConnectFlags flags);
#define g_signal_connect(instance, signal, handler, data)                                                                    \
    g_signal_connect_data((instance), (signal), (handler), (data), NULL, G_CONNECT_DEFAULT)
unsigned long g_signal_connect_object(gpointer instance, const gchar *signal, GCallback handler, gpointer object,
                                      GConnectFlags flags);
void g_signal_handler_disconnect(gpointer instance, unsigned long id);
guint g_signal_handlers_disconnect_matched(gpointer instance, int mask, guint signal, guint32 detail, GClosure *closure,
                                           gpointer func, gpointer data);
#define g_signal_handlers_disconnect_by_data(instance, data)                                                                 \
    g_signal_handlers_disconnect_matched((instance), 16, 0, 0, NULL, NULL, (data))

#ifdef __cplusplus
}
#endif
#endif
