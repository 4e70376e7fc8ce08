// A view references its controller, which owns the view; dispose would undo it, but never runs.
#include <glib-object.h>

typedef struct _Controller Controller;
typedef struct {
    GObject *parent;
    Controller *controller;
} View;
struct _Controller {
    GObject *parent;
    View *view;
};

View *view_new(Controller *controller)
{
    View *view = g_malloc0(sizeof *view);
    view->controller = g_object_ref(controller); // expect: owning-cycle[refcount] "controller"
    return view;
}

static void view_finalize(GObject *object)
{
    View *view = (View *)object;
    g_object_unref(view->controller);
}

void controller_show(Controller *self)
{
    View *view = view_new(self);
    self->view = g_object_ref(view); // expect-step: "view"
}

static void controller_finalize(GObject *object)
{
    Controller *self = (Controller *)object;
    g_object_unref(self->view);
}

struct object_class {
    void (*finalize)(GObject *object);
};
struct object_class view_class = {.finalize = view_finalize}, controller_class = {.finalize = controller_finalize};
