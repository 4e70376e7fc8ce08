#include "finding/finding.h"

static const char *const names[] = {[CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high"};

const char *confidence_name(enum confidence confidence)
{
    return names[confidence];
}

bool confidence_parse(const char *text, enum confidence *confidence)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text, names[i]) == 0) {
            *confidence = (enum confidence)i;
            return true;
        }
    }
    return false;
}
