// One flag says that the file goes back into the queue of idle files, and later that it is freed: never both.
#include <stdlib.h>
#include <sys/queue.h>

struct file {
    TAILQ_ENTRY(file) by_use;
    int closing, stale, uses;
    void *event;
};

struct cache {
    TAILQ_HEAD(, file) idle;
};

int event_delete(void *event);
void note(const char *text, struct file *file);

static void event_forget(struct file *file)
{
    if (event_delete(file->event) != 0)
        note("no event", file);
    file->event = NULL;
}

void file_close(struct cache *cache, struct file *file)
{
    if (!file->closing) {
        TAILQ_INSERT_HEAD(&cache->idle, file, by_use);
        if (file->uses > 10)
            return;
    }
    event_forget(file);
    if (!file->closing)
        return;
    free(file);
}

struct file *file_reuse(struct cache *cache)
{
    struct file *file = TAILQ_FIRST(&cache->idle);
    if (file != NULL)
        TAILQ_REMOVE(&cache->idle, file, by_use);
    return file;
}
