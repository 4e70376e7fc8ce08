/* A fake <utlist.h>. */
#ifndef UTLIST_H
#define UTLIST_H
#include <stddef.h>

#define DL_APPEND(head, add) do {                                                                                            \
        if (head) {                                                                                                          \
            (add)->prev = (head)->prev;                                                                                      \
            (head)->prev->next = (add);                                                                                      \
            (head)->prev = (add);                                                                                            \
            (add)->next = NULL;                                                                                              \
        } else {                                                                                                             \
            (head) = (add);                                                                                                  \
            (head)->prev = (head);                                                                                           \
            (head)->next = NULL;                                                                                             \
        }                                                                                                                    \
    } while (0)
#define DL_DELETE(head, del) do {                                                                                            \
        if ((del)->prev == (del)) {                                                                                          \
            (head) = NULL;                                                                                                   \
        } else if ((del) == (head)) {                                                                                        \
            (del)->next->prev = (del)->prev;                                                                                 \
            (head) = (del)->next;                                                                                            \
        } else {                                                                                                             \
            (del)->prev->next = (del)->next;                                                                                 \
            if ((del)->next)                                                                                                 \
                (del)->next->prev = (del)->prev;                                                                             \
            else                                                                                                             \
                (head)->prev = (del)->prev;                                                                                  \
        }                                                                                                                    \
    } while (0)
#define DL_FOREACH(head, el) for ((el) = (head); el; (el) = (el)->next)
#define DL_FOREACH_SAFE(head, el, tmp) for ((el) = (head); (el) && ((tmp) = (el)->next, 1); (el) = (tmp))

#define LL_PREPEND(head, add) do { (add)->next = (head); (head) = (add); } while (0)
#define LL_APPEND(head, add) do {                                                                                            \
        __typeof__(head) _tmp;                                                                                               \
        (add)->next = NULL;                                                                                                  \
        if (head) {                                                                                                          \
            _tmp = (head);                                                                                                   \
            while (_tmp->next)                                                                                               \
                _tmp = _tmp->next;                                                                                           \
            _tmp->next = (add);                                                                                              \
        } else {                                                                                                             \
            (head) = (add);                                                                                                  \
        }                                                                                                                    \
    } while (0)
#define LL_DELETE(head, del) do {                                                                                            \
        __typeof__(head) _tmp;                                                                                               \
        if ((head) == (del)) {                                                                                               \
            (head) = (head)->next;                                                                                           \
        } else {                                                                                                             \
            _tmp = (head);                                                                                                   \
            while (_tmp->next && _tmp->next != (del))                                                                        \
                _tmp = _tmp->next;                                                                                           \
            if (_tmp->next)                                                                                                  \
                _tmp->next = (del)->next;                                                                                    \
        }                                                                                                                    \
    } while (0)
#define LL_FOREACH(head, el) for ((el) = (head); el; (el) = (el)->next)
#define LL_FOREACH_SAFE(head, el, tmp) for ((el) = (head); (el) && ((tmp) = (el)->next, 1); (el) = (tmp))
#endif
