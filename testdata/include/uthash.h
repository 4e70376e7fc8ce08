/* A fake <uthash.h>: one bucket, so to speak. */
#ifndef UTHASH_H
#define UTHASH_H
#include <stddef.h>
#include <string.h>

typedef struct UT_hash_handle {
    void *prev, *next;
    const void *key;
    unsigned keylen;
} UT_hash_handle;

#define HASH_ADD_KEYPTR(hh, head, keyptr, keylen_in, add) do {                                                               \
        (add)->hh.key = (keyptr);                                                                                            \
        (add)->hh.keylen = (unsigned)(keylen_in);                                                                            \
        (add)->hh.prev = NULL;                                                                                               \
        (add)->hh.next = (head);                                                                                             \
        if (head)                                                                                                            \
            (head)->hh.prev = (add);                                                                                         \
        (head) = (add);                                                                                                      \
    } while (0)
#define HASH_ADD(hh, head, fieldname, keylen_in, add) HASH_ADD_KEYPTR(hh, head, &((add)->fieldname), keylen_in, add)
#define HASH_ADD_INT(head, intfield, add) HASH_ADD(hh, head, intfield, sizeof(int), add)
#define HASH_ADD_STR(head, strfield, add) HASH_ADD_KEYPTR(hh, head, (add)->strfield, strlen((add)->strfield), add)
#define HASH_ADD_PTR(head, ptrfield, add) HASH_ADD(hh, head, ptrfield, sizeof(void *), add)
#define HASH_FIND(hh, head, keyptr, keylen_in, out) do {                                                                     \
        for ((out) = (head); (out); (out) = (__typeof__(out))(out)->hh.next)                                                 \
            if ((out)->hh.keylen == (keylen_in) && memcmp((out)->hh.key, (keyptr), (keylen_in)) == 0)                        \
                break;                                                                                                       \
    } while (0)
#define HASH_FIND_INT(head, findint, out) HASH_FIND(hh, head, findint, sizeof(int), out)
#define HASH_FIND_STR(head, findstr, out) HASH_FIND(hh, head, findstr, (unsigned)strlen(findstr), out)
#define HASH_DELETE(hh, head, delptr) do {                                                                                   \
        if ((delptr)->hh.prev)                                                                                               \
            ((__typeof__(delptr))(delptr)->hh.prev)->hh.next = (delptr)->hh.next;                                            \
        else                                                                                                                 \
            (head) = (__typeof__(delptr))(delptr)->hh.next;                                                                  \
        if ((delptr)->hh.next)                                                                                               \
            ((__typeof__(delptr))(delptr)->hh.next)->hh.prev = (delptr)->hh.prev;                                            \
    } while (0)
#define HASH_DEL(head, delptr) HASH_DELETE(hh, head, delptr)
#define HASH_ITER(hh, head, el, tmp)                                                                                         \
    for ((el) = (head); (el) && ((tmp) = (__typeof__(el))(el)->hh.next, 1); (el) = (tmp))
#define HASH_COUNT(head) 0u
#endif
