// The stream ends only together with its connection, in whose list it may wait.
#include <stdlib.h>
#include <sys/queue.h>

struct stream {
    TAILQ_ENTRY(stream) by_wait, by_id;
    struct connection *connection;
};

struct connection {
    TAILQ_HEAD(, stream) waiting, streams;
    int is_broken;
    struct socket *socket;
};

struct socket {
    int number;
    struct connection *user;
};

struct connection *connection_new(void)
{
    struct connection *connection = calloc(1, sizeof(*connection));
    if (connection != NULL) {
        TAILQ_INIT(&connection->waiting);
        TAILQ_INIT(&connection->streams);
    }
    return connection;
}

struct stream *stream_new(struct connection *connection)
{
    struct stream *stream = calloc(1, sizeof(*stream));
    if (stream == NULL)
        return NULL;
    stream->connection = connection;
    TAILQ_INSERT_TAIL(&connection->streams, stream, by_id);
    return stream;
}

void stream_wait(struct stream *stream)
{
    TAILQ_INSERT_TAIL(&stream->connection->waiting, stream, by_wait);
}

void stream_wake(struct stream *stream)
{
    TAILQ_REMOVE(&stream->connection->waiting, stream, by_wait);
}

static void socket_close(struct socket *socket)
{
    struct connection *connection = socket->user;
    socket->user = NULL;
    if (connection != NULL)
        free(connection);
    free(socket);
}

void stream_detach(struct stream *stream)
{
    struct connection *connection = stream->connection;
    TAILQ_REMOVE(&connection->streams, stream, by_id);
    socket_close(connection->socket);
    free(stream);
}
