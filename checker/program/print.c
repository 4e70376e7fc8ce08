/* print.c: `linger dump program`, `linger dump summary`, --stats. */
#include "program/program.h"

static void print_names(GString *out, const char *label, const GPtrArray *nodes)
{
    if (nodes->len == 0)
        return;
    g_string_append_printf(out, "    %s:", label);
    for (guint i = 0; i < nodes->len; i++)
        g_string_append_printf(out, " %s", ((const struct node *)nodes->pdata[i])->function->display);
    g_string_append_c(out, '\n');
}

static void print_event(GString *out, const struct event *event)
{
    g_string_append_printf(out, "    %s %s in %s via %s at %s:%u\n", effect_name(event->kind),
                           event->element != NULL ? event->element : "-", event->registry != NULL ? event->registry : event->key,
                           event->via != NULL ? event->via : "?", event->site.file, event->site.line);
}

void program_print(GString *out, const struct program *program)
{
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        g_string_append_printf(out, "%s  %s:%u%s%s%s\n", node->function->display, node->function->loc.file,
                               node->function->loc.line, node->repeats ? " repeats" : "", node->waits ? " waits" : "",
                               node->is_address_taken ? " address-taken" : "");
        print_names(out, "calls", node->callees);
        for (guint k = 0; k < node->events->len; k++)
            print_event(out, node->events->pdata[k]);
    }
}

void program_print_summaries(GString *out, const struct program *program, const char *only_function)
{
    for (guint i = 0; i < program->nodes->len; i++) {
        const struct node *node = program->nodes->pdata[i];
        bool is_wanted = only_function == NULL ? node->is_analysed : g_strcmp0(node->function->display, only_function) == 0;
        if (is_wanted && node->summary != NULL)
            summary_print(out, node->function, node->summary);
    }
}

void program_print_stats(GString *out, const struct program *program)
{
    size_t bytes = arena_used(program->arena);
    for (guint i = 0; i < program->arenas->len; i++)
        bytes += arena_used(program->arenas->pdata[i]);
    g_string_append_printf(
        out, "functions %u, executed %u, trivial %u, blocks %" PRIu64 ", states %" PRIu64 ", gave up %" PRIu64 ", bytes %zu\n",
        program->nodes->len, program->analysed, program->trivial, program->stats.blocks, program->stats.states,
        program->stats.gave_up, bytes);
}
