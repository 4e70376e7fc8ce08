/* pipeline_config.h: what .linger.yaml says, put to use. */
#ifndef LINGER_PIPELINE_CONFIG_H
#define LINGER_PIPELINE_CONFIG_H

#include "base/hash.h"
#include "finding/finding.h"
#include "model/model.h"
#include "project/project.h"

/* The built-in models and those the configuration names. */
struct models *configured_models(const struct project *project, struct error *err);

/* Marks findings that a `suppress` entry fits and no comment has suppressed already. */
void configured_suppressions(const struct project *project, struct results *results);

/* The rules to run: `asked`, else the configuration's, else NULL (all). False and a sentence when one does not exist. */
bool configured_rules(const struct project *project, const char *const *asked, const char *const **rules, struct error *err);

/* Of all that the configuration says. */
struct hash configuration_hash(const struct project *project);

#endif
