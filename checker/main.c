/* main.c: see cli/command.c for what happens with the words, and pipeline.c for what linger does. */
#include "cli/command.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
