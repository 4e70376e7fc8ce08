// APR: a pool frees what was allocated from it and runs its cleanups; tables, hashes and arrays live in a pool.
// package: libapr1-dev
// flags: -I/usr/include/apr-1.0
#define _GNU_SOURCE
#include <apr_general.h>
#include <apr_hash.h>
#include <apr_network_io.h>
#include <apr_poll.h>
#include <apr_pools.h>
#include <apr_ring.h>
#include <apr_skiplist.h>
#include <apr_strings.h>
#include <apr_tables.h>

struct conn {
    APR_RING_ENTRY(conn) link;
    int id;
};
APR_RING_HEAD(ring, conn);

static apr_status_t on_cleanup(void *data) { (void)data; return APR_SUCCESS; }

void pools(apr_pool_t *parent, void *data)
{
    apr_pool_t *pool;
    apr_pool_create(&pool, parent); // model: alloc result=*&pool
    void *memory = apr_palloc(pool, 100); // model: alloc result=memory
    memory = apr_pcalloc(pool, 100); // model: alloc // model: none
    memory = apr_pmemdup(pool, data, 10); // model: alloc result=memory
    apr_pool_cleanup_register(pool, data, on_cleanup, apr_pool_cleanup_null); // model: register in=pool element=data // model: callback function=on_cleanup data=data on=pool
    apr_pool_pre_cleanup_register(pool, data, on_cleanup); // model: register in=pool element=data // model: callback function=on_cleanup data=data on=pool
    apr_pool_cleanup_kill(pool, data, on_cleanup); // model: remove in=pool element=data
    apr_pool_cleanup_run(pool, data, on_cleanup); // model: callback function=on_cleanup data=data // model: remove in=pool element=data
    apr_pool_userdata_set(data, "key", on_cleanup, pool); // model: register in=pool element=data key="key"
    apr_pool_clear(pool); // model: clear in=pool
    apr_pool_destroy(pool); // model: clear in=pool // model: end element=pool
}

void texts(apr_pool_t *pool, const char *name, int id)
{
    char *a = apr_psprintf(pool, "%s-%d", name, id); // model: alloc result=a // model: carry to=a from="%s-%d"
    a = apr_pstrdup(pool, name); // model: alloc result=a // model: carry element=name to=a
    a = apr_pstrndup(pool, name, 3); // model: alloc result=a // model: carry element=name to=a
    a = apr_pstrcat(pool, name, "-", a, NULL); // model: alloc result=a // model: carry to=a from=name
    apr_snprintf(a, 3, "%d", id); // model: carry to=a from="%d"
}

void containers(apr_hash_t *hash, apr_table_t *table, apr_array_header_t *array, apr_array_header_t *other, struct conn *c)
{
    apr_hash_set(hash, "key", APR_HASH_KEY_STRING, c); // model: register in=hash element=c key="key" // model: remove in=hash element=c key="key"
    c = apr_hash_get(hash, "key", APR_HASH_KEY_STRING); // model: lookup in=hash key="key" result=c
    apr_hash_clear(hash); // model: clear in=hash
    apr_table_set(table, "key", "value"); // model: register in=table element="value" key="key"
    apr_table_setn(table, "key", "value"); // model: register in=table element="value" key="key"
    apr_table_add(table, "key", "value"); // model: register in=table element="value" key="key"
    apr_table_addn(table, "key", "value"); // model: register in=table element="value" key="key"
    apr_table_merge(table, "key", "value"); // model: register in=table element="value" key="key"
    apr_table_unset(table, "key"); // model: remove in=table key="key"
    apr_table_clear(table); // model: clear in=table
    apr_array_push(array); // model: lookup in=array
    apr_array_pop(array); // model: remove in=array
    apr_array_cat(array, other); // model: transfer in=other to=array
    apr_array_clear(array); // model: clear in=array
}

void rings(struct ring *ring, struct conn *c, struct conn *other, apr_skiplist *list)
{
    APR_RING_INSERT_HEAD(ring, c, conn, link); // model: register in=ring element=c link="link"
    APR_RING_INSERT_TAIL(ring, c, conn, link); // model: register in=ring element=c link="link"
    APR_RING_INSERT_BEFORE(other, c, link); // model: register element=c link="link"
    APR_RING_INSERT_AFTER(other, c, link); // model: register element=c link="link"
    APR_RING_REMOVE(c, link); // model: remove element=c link="link"
    apr_skiplist_insert(list, c); // model: register in=list element=c
    apr_skiplist_remove(list, c, NULL); // model: remove in=list element=c
}

void waits(apr_pollset_t *set, apr_pollfd_t *fd, apr_socket_t *socket, apr_pool_t *pool)
{
    const apr_pollfd_t *ready;
    apr_int32_t count;
    apr_size_t length = 10;
    char buffer[10];
    apr_socket_t *peer;
    apr_pollset_add(set, fd); // model: register in=set element=fd
    apr_pollset_remove(set, fd); // model: remove in=set element=fd
    apr_pollset_poll(set, -1, &count, &ready); // model: wait
    apr_poll(fd, 1, &count, -1); // model: wait
    apr_socket_accept(&peer, socket, pool); // model: wait
    apr_socket_recv(socket, buffer, &length); // model: wait
}
