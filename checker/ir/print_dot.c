/* print_dot.c: a function's control-flow graph for Graphviz; unwind edges are dashed. */
#include "ir/print.h"

/* Left-justified lines of a node's label. */
static void append_label_line(GString *out, const GString *line)
{
    for (const char *c = line->str; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *c);
    }
    g_string_append(out, "\\l");
}

static void print_node(GString *out, const struct function *function, const struct block *block)
{
    GString *line = g_string_new(NULL);
    struct printer printer = {.out = line, .function = function};
    g_string_append_printf(out, "  b%u [label=\"b%u\\l", block->index, block->index);
    for (uint32_t i = 0; i < block->instr_count; i++) {
        g_string_truncate(line, 0);
        print_instr(&printer, &block->instrs[i]);
        append_label_line(out, line);
    }
    g_string_truncate(line, 0);
    print_terminator(&printer, &block->term);
    append_label_line(out, line);
    g_string_append(out, "\"];\n");
    g_string_free(line, TRUE);
}

void ir_print_cfg_dot(GString *out, const struct function *function)
{
    GString *name = g_string_new(function->display != NULL ? function->display : function->name);
    g_string_append(out, "digraph \"");
    g_string_replace(name, "\\", "\\\\", 0);
    g_string_replace(name, "\"", "\\\"", 0);
    g_string_append_printf(out, "%s\" {\n  node [shape=box, fontname=monospace];\n", name->str);
    for (uint32_t i = 0; i < function->block_count; i++) {
        const struct block *block = &function->blocks[i];
        print_node(out, function, block);
        for (uint32_t s = 0; s < block->term.succ_count; s++)
            g_string_append_printf(out, "  b%u -> b%u;\n", block->index, block->term.succs[s]);
        if (block->unwind != NO_BLOCK)
            g_string_append_printf(out, "  b%u -> b%u [style=dashed];\n", block->index, block->unwind);
    }
    g_string_append(out, "}\n");
    g_string_free(name, TRUE);
}
