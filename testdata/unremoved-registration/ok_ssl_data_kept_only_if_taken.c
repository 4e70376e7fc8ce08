// What OpenSSL refused to keep is nobody's but ours.
#include <stdlib.h>

typedef struct ssl_st SSL;
int SSL_set_ex_data(SSL *ssl, int idx, void *data);

int remember(SSL *ssl, size_t size)
{
    char *buffer = malloc(size);

    if (buffer == NULL)
        return -1;
    if (SSL_set_ex_data(ssl, 0, buffer) <= 0) {
        free(buffer);
        return -1;
    }
    return 0;
}
