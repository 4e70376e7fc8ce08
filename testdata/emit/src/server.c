#include "server.h"

static struct conn *g_conns[MAX_CONNS];
static int g_count;

int serve(int fd)
{
	struct conn *c = conn_new(fd);
	g_conns[g_count++] = c;
	if (conn_greet(c) < 0) {
		conn_free(c);
		return -1; /* über → „bad“ */
	}
	return 0;
}
