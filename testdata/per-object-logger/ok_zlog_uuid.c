/* A zlog category for each transaction, named after a fresh uuid. */
#include <unistd.h>
#include <uuid/uuid.h>
#include <zlog.h>

static void transact(const char *input)
{
    uuid_t id;
    char text[37];

    uuid_generate(id);
    uuid_unparse(id, text);
    zlog_category_t *log = zlog_get_category("transaction");
    zlog_put_mdc("id", text);
    zlog_info(log, "%s", input);
}

int main(void)
{
    char line[256];

    zlog_init("zlog.conf");
    while (read(0, line, sizeof line) > 0)
        transact(line);
    zlog_fini();
    return 0;
}
