// C's library and POSIX: memory, descriptors, waiting, threads, search.h, texts.
// package: libc6-dev
#define _GNU_SOURCE
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <search.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *g_tree;

static void on_exit_call(void) {}
static void on_signal(int number) { (void)number; }
static void *thread_main(void *data) { return data; }
static int compare(const void *a, const void *b) { return a < b ? -1 : 1; }

void memory(void *c, const char *name)
{
    c = malloc(10); // model: alloc result=c
    c = calloc(1, 10); // model: alloc result=c
    c = realloc(c, 20); // model: alias element=c result=c when arg0!=null // model: alloc result=c when arg0=null
    free(c); // model: end element=c
    c = strdup(name); // model: alloc result=c // model: carry element=name to=c
    c = strndup(name, 3); // model: alloc result=c // model: carry element=name to=c
    c = aligned_alloc(16, 32); // model: alloc result=c
    c = mmap(NULL, 10, PROT_READ, MAP_PRIVATE, -1, 0); // model: alloc result=c
    munmap(c, 10); // model: end element=c
}

void descriptors(const char *path, int port)
{
    int fd = open(path, O_RDONLY); // model: alloc result=fd
    close(fd); // model: end element=fd
    FILE *file = fopen(path, "r"); // model: alloc result=file
    fclose(file); // model: end element=file
    fd = socket(AF_INET, SOCK_STREAM, 0); // model: alloc result=fd // model: mint result=fd
    int peer = accept(fd, NULL, NULL); // model: wait // model: alloc result=peer // model: mint result=peer
    peer = dup(fd); // model: alloc result=peer
    FILE *pipe = popen("true", "r"); // model: alloc result=pipe
    pclose(pipe); // model: end element=pipe
}

void waits(struct pollfd *fds, char *buffer, int fd)
{
    poll(fds, 1, -1); // model: wait
    select(1, NULL, NULL, NULL, NULL); // model: wait
    read(fd, buffer, 10); // model: wait
    recv(fd, buffer, 10, 0); // model: wait
    recvfrom(fd, buffer, 10, 0, NULL, NULL); // model: wait
    waitpid(-1, NULL, 0); // model: wait
    pause(); // model: wait
}

void callbacks(void *data, pthread_key_t *key)
{
    pthread_t thread;
    pthread_create(&thread, NULL, thread_main, data); // model: callback function=thread_main data=data
    pthread_key_create(key, free); // model: callback
    atexit(on_exit_call); // model: callback function=on_exit_call
    signal(SIGINT, on_signal); // model: callback function=on_signal
}

void trees(void *c)
{
    tsearch(c, &g_tree, compare); // model: register in=&g_tree element=c
    tfind(c, &g_tree, compare); // model: lookup in=&g_tree element=c
    tdelete(c, &g_tree, compare); // model: remove in=&g_tree element=c
    tdestroy(g_tree, free); // model: callback // model: clear in=&g_tree
}

void texts(char *name, const char *peer, int id)
{
    char *made;
    snprintf(name, 20, "conn-%d", id); // model: carry to=name from="conn-%d"
    sprintf(name, "conn-%s", peer); // model: carry to=name from="conn-%s"
    asprintf(&made, "conn-%d", id); // model: alloc result=*&made // model: carry to=*&made from="conn-%d"
    strcpy(name, peer); // model: carry element=peer to=name
    strcat(name, peer); // model: carry element=peer to=name
    strncpy(name, peer, 10); // model: carry element=peer to=name
    memcpy(name, peer, 10); // model: carry element=peer to=name
    long now = time(NULL); // model: mint result=now
    long number = random() + rand(); // model: mint
}

void leave(int status)
{
    if (status > 1)
        abort(); // model: noreturn
    exit(status); // model: noreturn
}
