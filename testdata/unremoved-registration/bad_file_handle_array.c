// A log file that cannot be written to is closed, but stays in the array of log files to be flushed.
#include <stdio.h>

#define MAX_LOGS 16

static FILE *logs[MAX_LOGS];
static int log_count;

int log_open(const char *path)
{
    FILE *f;

    if (log_count >= MAX_LOGS || !(f = fopen(path, "a")))
        return -1;
    logs[log_count++] = f; // expect: unremoved-registration[ended] "logs"
    if (fputs("--- log opened ---\n", f) == EOF) {
        fclose(f);
        return -1;
    }
    return 0;
}

void log_flush_all(void)
{
    for (int i = 0; i < log_count; i++)
        fflush(logs[i]);
}

void log_close_last(void)
{
    if (log_count > 0)
        fclose(logs[--log_count]);
}
