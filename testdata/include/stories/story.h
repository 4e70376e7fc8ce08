/* story.h: the world around a story: clients that connect, say something and hang up; the count at the end.
 *
 * story_main(argc, argv, serve, live): for each of argv[1] connections calls serve(fd) with the accepted socket. Every third client says
 * "BAD", the others "GOOD". Prints how many objects are live by the story's own account, and how many descriptors are open. */
#ifndef STORIES_STORY_H
#define STORIES_STORY_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static inline long story_descriptors(void)
{
    DIR *dir = opendir("/proc/self/fd");
    long count = -3; /* ".", ".." and the folder itself */

    if (!dir)
        return 0;
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static inline int story_main(int argc, char **argv, void (*serve)(int fd), long (*live)(void))
{
    int connections = argc > 1 ? atoi(argv[1]) : 10;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address;
    socklen_t length = sizeof address;

    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    /* An address of the kernel's choice, in the abstract name space. */
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof(sa_family_t)) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) < 0 || listen(listener, 4) < 0) {
        perror("story");
        return 1;
    }
    for (int i = 0; i < connections; i++) {
        int client = socket(AF_UNIX, SOCK_STREAM, 0), fd;
        const char *says = i % 3 == 0 ? "BAD\n" : "GOOD\n";

        if (connect(client, (struct sockaddr *)&address, length) < 0 || (fd = accept(listener, NULL, NULL)) < 0) {
            perror("story");
            return 1;
        }
        if (send(client, says, strlen(says), 0) < 0)
            return 1;
        shutdown(client, SHUT_WR);
        serve(fd);
        close(client);
    }
    printf("live=%ld fds=%ld\n", live(), story_descriptors());
    return 0;
}

#endif
