/* pipeline_conclusions.h: what the analysis of a program came to. Of the very same program it is known already: an unchanged one
 * is neither linked nor analysed, and its facts are not even read. */
#ifndef LINGER_PIPELINE_CONCLUSIONS_H
#define LINGER_PIPELINE_CONCLUSIONS_H

#include "pipeline.h"

/* How each unit fared; needs the modules. */
void conclude_units(struct pipeline *pipeline);

/* Everything that rules can see goes into the key: all facts, models, configuration, the rules asked for, whether the program is
 * whole, and linger's own binary, so that no conclusion outlives a change of the analysis. */
bool recall_conclusions(struct pipeline *pipeline, bool is_whole);
void remember_conclusions(struct pipeline *pipeline, bool is_whole);

#endif
