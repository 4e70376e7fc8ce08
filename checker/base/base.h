/* base.h: what every file of linger may take for granted: GLib, fixed-width integers, and the functions nobody may call. */
#ifndef LINGER_BASE_BASE_H
#define LINGER_BASE_BASE_H

#include <assert.h>
#include <glib.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINGER_PRINTF(position, first) __attribute__((format(printf, position, first)))
#define LINGER_NORETURN __attribute__((noreturn))

/* Unbounded or locale-bound: GLib has a safe sibling of each. */
#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok

#endif
