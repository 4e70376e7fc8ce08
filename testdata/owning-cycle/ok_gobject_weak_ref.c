// A view knows its model through a weak reference, the model owns its views.
#include <glib-object.h>

typedef struct _Model Model;
typedef struct {
    GObject *parent;
    GWeakRef model;
} View;
struct _Model {
    GObject *parent;
    View *view;
};

void model_attach(Model *self, View *view)
{
    g_weak_ref_set(&view->model, self);
    self->view = g_object_ref(view);
}

static void model_finalize(GObject *object)
{
    g_object_unref(((Model *)object)->view);
}

struct object_class {
    void (*finalize)(GObject *object);
};
struct object_class model_class = {.finalize = model_finalize};
