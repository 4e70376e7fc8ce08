#pragma once
namespace boost {
template <class T> class intrusive_ptr {
public:
    intrusive_ptr() noexcept;
    intrusive_ptr(T *p, bool add_ref = true);
    intrusive_ptr(const intrusive_ptr &other);
    intrusive_ptr(intrusive_ptr &&other) noexcept;
    ~intrusive_ptr();
    intrusive_ptr &operator=(const intrusive_ptr &other);
    intrusive_ptr &operator=(intrusive_ptr &&other) noexcept;
    intrusive_ptr &operator=(T *p);
    void reset();
    T *get() const noexcept;
    T &operator*() const noexcept;
    T *operator->() const noexcept;
    explicit operator bool() const noexcept;
};
} // namespace boost
