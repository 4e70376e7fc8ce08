/* slot.h: the small notations inside a model file: slots, argument counts, conditions. Private to model/. */
#ifndef LINGER_MODEL_SLOT_H
#define LINGER_MODEL_SLOT_H

#include "model/model.h"

/* "*arg1", "this", "global:loop". Names go to the arena. False: no slot. */
bool slot_parse(const char *text, struct arena *arena, struct slot *slot);

/* "2", "1-3", "2+". False: no such range. */
bool args_parse(const char *text, int16_t *min, int16_t *max);

/* "arg1=3", "arg1!=0", "arg1&2", "arg0=null". False: no condition. */
bool when_parse(const char *text, struct effect *effect);

#endif
