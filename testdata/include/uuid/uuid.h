/* A fake <uuid/uuid.h>: declarations the cases use. */
#ifndef _UUID_UUID_H
#define _UUID_UUID_H
#ifdef __cplusplus
extern "C" {
#endif
typedef unsigned char uuid_t[16];
extern void uuid_generate(uuid_t out);
extern void uuid_unparse(const uuid_t uu, char *out);
#ifdef __cplusplus
}
#endif
#endif
