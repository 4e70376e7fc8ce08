// A view owns the model that owns it.
#include <glib-object.h>

typedef struct _Model Model;
typedef struct {
    GObject *parent;
    Model *model;
} View;
struct _Model {
    GObject *parent;
    View *view;
};

void model_attach(Model *self, View *view)
{
    view->model = g_object_ref(self);
    self->view = g_object_ref(view); // expect: owning-cycle[refcount] "Model::view"
}

static void view_finalize(GObject *object)
{
    g_object_unref(((View *)object)->model);
}

static void model_finalize(GObject *object)
{
    g_object_unref(((Model *)object)->view);
}

struct object_class {
    void (*finalize)(GObject *object);
};
struct object_class view_class = {.finalize = view_finalize}, model_class = {.finalize = model_finalize};
