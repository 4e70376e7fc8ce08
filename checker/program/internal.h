/* internal.h: what the files of program/ share. */
#ifndef LINGER_PROGRAM_INTERNAL_H
#define LINGER_PROGRAM_INTERNAL_H

#include "program/program.h"

/* twins.c: gives functions of one id their own. Before linking; the modules' order is that of their paths. */
void twins_tell_apart(struct program *program);

/* callgraph.c */
void callgraph_build(struct program *program);
/* Nodes, callees before callers; members of a cycle adjacent and with the same `component`. */
GPtrArray *callgraph_bottom_up(struct program *program);
uint32_t callgraph_targets(void *program, const struct call *call, struct value target, const char *ids[FLOW_TARGETS],
                           bool *complete);

/* relevance.c */
bool relevance_of(struct program *program, const struct function *function);

#endif
