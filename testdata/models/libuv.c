// libuv: a handle belongs to its loop from its init to uv_close(), whose callback may free it.
// package: libuv1-dev
#include <uv.h>

static uv_loop_t *g_loop;

static void on_async(uv_async_t *async) { (void)async; }
static void on_timer(uv_timer_t *timer) { (void)timer; }
static void on_check(uv_check_t *check) { (void)check; }
static void on_idle(uv_idle_t *idle) { (void)idle; }
static void on_prepare(uv_prepare_t *prepare) { (void)prepare; }
static void on_close(uv_handle_t *handle) { (void)handle; }
static void on_connection(uv_stream_t *server, int status) { (void)server, (void)status; }
static void on_connect(uv_connect_t *request, int status) { (void)request, (void)status; }
static void on_shutdown(uv_shutdown_t *request, int status) { (void)request, (void)status; }
static void on_write(uv_write_t *request, int status) { (void)request, (void)status; }
static void on_alloc(uv_handle_t *handle, size_t size, uv_buf_t *buf) { (void)handle, (void)size, (void)buf; }
static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf) { (void)stream, (void)count, (void)buf; }
static void on_signal(uv_signal_t *signal, int number) { (void)signal, (void)number; }
static void on_poll(uv_poll_t *poll, int status, int events) { (void)poll, (void)status, (void)events; }
static void on_work(uv_work_t *work) { (void)work; }
static void on_done(uv_work_t *work, int status) { (void)work, (void)status; }
static void on_event(uv_fs_event_t *event, const char *name, int events, int status) { (void)event, (void)name, (void)events, (void)status; }
static void on_address(uv_getaddrinfo_t *request, int status, struct addrinfo *found) { (void)request, (void)status, (void)found; }
static void on_walk(uv_handle_t *handle, void *data) { (void)handle, (void)data; }
static void on_thread(void *data) { (void)data; }

void inits(uv_async_t *async, uv_timer_t *timer, uv_tcp_t *tcp, uv_udp_t *udp, uv_pipe_t *pipe, uv_tty_t *tty)
{
    uv_async_init(g_loop, async, on_async); // model: register in=g_loop element=async
    uv_timer_init(g_loop, timer); // model: register in=g_loop element=timer
    uv_tcp_init(g_loop, tcp); // model: register in=g_loop element=tcp
    uv_tcp_init_ex(g_loop, tcp, 0); // model: register in=g_loop element=tcp
    uv_udp_init(g_loop, udp); // model: register in=g_loop element=udp
    uv_udp_init_ex(g_loop, udp, 0); // model: register in=g_loop element=udp
    uv_pipe_init(g_loop, pipe, 0); // model: register in=g_loop element=pipe
    uv_tty_init(g_loop, tty, 0, 0); // model: register in=g_loop element=tty
}

void more_inits(uv_check_t *check, uv_idle_t *idle, uv_prepare_t *prepare, uv_poll_t *poll, uv_signal_t *signal)
{
    uv_check_init(g_loop, check); // model: register in=g_loop element=check
    uv_idle_init(g_loop, idle); // model: register in=g_loop element=idle
    uv_prepare_init(g_loop, prepare); // model: register in=g_loop element=prepare
    uv_poll_init(g_loop, poll, 0); // model: register in=g_loop element=poll
    uv_poll_init_socket(g_loop, poll, 0); // model: register in=g_loop element=poll
    uv_signal_init(g_loop, signal); // model: register in=g_loop element=signal
}

void files(uv_fs_event_t *event, uv_fs_poll_t *poll, uv_process_t *process, const uv_process_options_t *options)
{
    uv_fs_event_init(g_loop, event); // model: register in=g_loop element=event
    uv_fs_event_start(event, on_event, "/tmp", 0); // model: callback function=on_event data=event
    uv_fs_poll_init(g_loop, poll); // model: register in=g_loop element=poll
    uv_spawn(g_loop, process, options); // model: register in=g_loop element=process
}

void starts(uv_timer_t *timer, uv_check_t *check, uv_idle_t *idle, uv_prepare_t *prepare, uv_poll_t *poll, uv_signal_t *signal)
{
    uv_timer_start(timer, on_timer, 1000, 0); // model: callback function=on_timer data=timer
    uv_check_start(check, on_check); // model: callback function=on_check data=check
    uv_idle_start(idle, on_idle); // model: callback function=on_idle data=idle
    uv_prepare_start(prepare, on_prepare); // model: callback function=on_prepare data=prepare
    uv_poll_start(poll, UV_READABLE, on_poll); // model: callback function=on_poll data=poll
    uv_signal_start(signal, on_signal, 15); // model: callback function=on_signal data=signal
}

void streams(uv_stream_t *stream, uv_write_t *write, uv_shutdown_t *shutdown, uv_connect_t *connect, uv_tcp_t *tcp,
             const struct sockaddr *address, const uv_buf_t *buf)
{
    uv_listen(stream, 10, on_connection); // model: callback function=on_connection data=stream
    uv_read_start(stream, on_alloc, on_read); // model: callback function=on_alloc data=stream // model: callback function=on_read data=stream
    uv_write(write, stream, buf, 1, on_write); // model: callback function=on_write data=write
    uv_shutdown(shutdown, stream, on_shutdown); // model: callback function=on_shutdown data=shutdown
    uv_tcp_connect(connect, tcp, address, on_connect); // model: callback function=on_connect data=connect
    uv_close((uv_handle_t *)stream, on_close); // model: remove element=stream // model: callback function=on_close data=stream on=stream
}

void rest(uv_work_t *work, uv_getaddrinfo_t *lookup, struct addrinfo *found, uv_handle_t *handle, uv_thread_t *thread, void *data)
{
    uv_queue_work(g_loop, work, on_work, on_done); // model: callback function=on_work data=work // model: callback function=on_done data=work
    uv_getaddrinfo(g_loop, lookup, on_address, "localhost", "80", NULL); // model: callback function=on_address data=lookup
    uv_freeaddrinfo(found); // model: end element=found
    uv_handle_set_data(handle, data); // model: store element=data to=handle
    uv_thread_create(thread, on_thread, data); // model: callback function=on_thread data=data
    uv_walk(g_loop, on_walk, data); // model: callback function=on_walk data=data
    uv_run(g_loop, UV_RUN_DEFAULT); // model: wait
}
