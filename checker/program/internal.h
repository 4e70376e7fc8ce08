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

/* pairs.c: what the names of functions tell where their bodies do not. After linking. */
void pairs_learn(struct program *program);
const struct model *pairs_model(const struct program *program, const char *id,
                                const struct summary *(*summary_of)(void *program, const char *id));

/* names_words.c: the next word of an identifier, in lower case: "clientFd_2" -> "client", "fd", "2". False at the end. */
bool name_next_word(const char **at, char word[32]);

/* relevance.c */
bool relevance_of(struct program *program, const struct function *function);

#endif
