// GLib: tasks are added to an array when they start and freed when they finish, still in the array.
#include <glib.h>

struct task {
    gint id;
    gchar *command;
};

static GPtrArray *running;

struct task *task_start(gint id, const gchar *command)
{
    struct task *t = g_new0(struct task, 1);

    if (running == NULL)
        running = g_ptr_array_new();
    t->id = id;
    t->command = g_strdup(command);
    g_ptr_array_add(running, t); // expect: unremoved-registration[owner-end] "running"
    return t;
}

void task_finish(struct task *t)
{
    g_free(t->command);
    g_free(t);
}

guint tasks_running(void)
{
    return running ? running->len : 0;
}
