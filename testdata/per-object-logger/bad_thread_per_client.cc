// A thread for each client, started with its descriptor.
#include <quill/Frontend.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

static std::shared_ptr<quill::Sink> g_sink;

static void talk(int client)
{
    quill::Logger *log = quill::Frontend::create_or_get_logger("client" + std::to_string(client), g_sink); // expect: per-object-logger[unique-name] "'client'"
    close(log ? client : -1);
}

static void serve(int fd)
{
    std::thread([fd] { talk(fd); }).detach();
}

int main()
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    for (;;)
        serve(accept(listener, nullptr, nullptr));
}
