#pragma once
#include <chrono>
#include <stddef.h>
#include <utility>
namespace boost {
namespace system {
class error_code {
public:
    explicit operator bool() const noexcept;
    int value() const noexcept;
};
} // namespace system
namespace asio {
class io_context {
public:
    io_context();
    ~io_context();
    size_t run();
    void stop();
};
struct mutable_buffer {
    void *data;
    size_t size;
};
template <class T, size_t N> mutable_buffer buffer(T (&data)[N]) { return {data, N * sizeof(T)}; }
template <class C> class basic_waitable_timer {
public:
    explicit basic_waitable_timer(io_context &context);
    ~basic_waitable_timer();
    template <class D> size_t expires_after(const D &duration);
    template <class H> void async_wait(H &&handler) {}
    size_t cancel();
};
using steady_timer = basic_waitable_timer<std::chrono::system_clock>;
template <class P> class basic_stream_socket {
public:
    explicit basic_stream_socket(io_context &context);
    basic_stream_socket(basic_stream_socket &&other);
    ~basic_stream_socket();
    template <class B, class H> void async_read_some(const B &buffers, H &&handler) {}
    template <class B, class H> void async_write_some(const B &buffers, H &&handler) {}
    void close();
};
namespace ip {
class tcp {
public:
    using socket = basic_stream_socket<tcp>;
};
} // namespace ip
template <class H> void post(io_context &context, H &&handler) {}
} // namespace asio
} // namespace boost
