/* cmd_version.c */
#include "cli/command.h"
#include "frontend/frontend.h"

static const struct option options[] = {OPTION_END};

static enum status run(const struct invocation *invocation)
{
    (void)invocation;
    printf("linger %s (libclang %s)\n", LINGER_VERSION, frontend_libclang_version());
    return STATUS_CLEAN;
}

const struct command command_version = {
    .name = "version",
    .brief = "linger's version and that of the libclang it uses",
    .synopsis = "",
    .details = "Prints one line.",
    .options = options,
    .run = run,
};
