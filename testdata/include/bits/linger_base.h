/* What the fake C++ headers share. Declarations only: names, namespaces, overloads and exception specifications are the real ones. */
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace std {
using ::size_t;
using ::ptrdiff_t;
using nullptr_t = decltype(nullptr);

template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> using remove_reference_t = typename remove_reference<T>::type;

template <class T> constexpr remove_reference_t<T> &&move(T &&value) noexcept
{
    return static_cast<remove_reference_t<T> &&>(value);
}
template <class T> constexpr T &&forward(remove_reference_t<T> &value) noexcept
{
    return static_cast<T &&>(value);
}
template <class T> void swap(T &a, T &b) noexcept;
template <class T, class U = T> T exchange(T &object, U &&value);
template <class T> T *addressof(T &value) noexcept;

template <class E> class initializer_list {
    const E *array_;
    size_t length_;

public:
    constexpr initializer_list() noexcept : array_(nullptr), length_(0) {}
    constexpr size_t size() const noexcept { return length_; }
    constexpr const E *begin() const noexcept { return array_; }
    constexpr const E *end() const noexcept { return array_ + length_; }
};

template <class T> class allocator {
public:
    allocator() noexcept;
    ~allocator();
};

template <class A, class B> struct pair {
    A first;
    B second;
    pair();
    pair(const A &a, const B &b);
    template <class U, class V> pair(U &&u, V &&v);
    template <class U, class V> pair(const pair<U, V> &other);
};
template <class A, class B> pair(A, B) -> pair<A, B>;
template <class T> struct linger_decay { using type = T; };
template <class T> struct linger_decay<T &> { using type = T; };
template <class A, class B> pair<typename linger_decay<A>::type, typename linger_decay<B>::type> make_pair(A &&a, B &&b);

template <class... T> class tuple {
public:
    tuple();
    tuple(const T &...values);
};

template <class T = void> struct less {};
template <class T> struct equal_to {};
template <class T> struct hash {
    size_t operator()(const T &value) const noexcept;
};
template <class T> struct default_delete {
    void operator()(T *pointer) const;
};

class exception {
public:
    exception() noexcept;
    exception(const exception &) noexcept;
    virtual ~exception();
    virtual const char *what() const noexcept;
};
class bad_alloc : public exception {};

struct forward_iterator_tag {};
struct nothrow_t {};
extern const nothrow_t nothrow;
} // namespace std

/* The shapes of libstdc++'s iterators. */
namespace __gnu_cxx {
template <class P, class C> class __normal_iterator {
public:
    __normal_iterator() noexcept;
    template <class Q> __normal_iterator(const __normal_iterator<Q, C> &) noexcept;
    std::remove_reference_t<decltype(*P())> &operator*() const noexcept;
    P operator->() const noexcept;
    __normal_iterator &operator++() noexcept;
    __normal_iterator operator++(int) noexcept;
    __normal_iterator &operator--() noexcept;
    __normal_iterator operator+(ptrdiff_t n) const noexcept;
    __normal_iterator operator-(ptrdiff_t n) const noexcept;
};
template <class P, class C> bool operator==(const __normal_iterator<P, C> &, const __normal_iterator<P, C> &) noexcept;
template <class P, class C> bool operator!=(const __normal_iterator<P, C> &, const __normal_iterator<P, C> &) noexcept;
template <class P, class C> ptrdiff_t operator-(const __normal_iterator<P, C> &, const __normal_iterator<P, C> &) noexcept;
} // namespace __gnu_cxx

#define LINGER_FAKE_ITERATOR(Name, Reference, Pointer)                                                                       \
    template <class T> struct Name {                                                                                         \
        Name() noexcept;                                                                                                     \
        template <class U> Name(const Name<U> &) noexcept;                                                                   \
        Reference operator*() const noexcept;                                                                                \
        Pointer operator->() const noexcept;                                                                                 \
        Name &operator++() noexcept;                                                                                         \
        Name operator++(int) noexcept;                                                                                       \
        Name &operator--() noexcept;                                                                                         \
        friend bool operator==(const Name &, const Name &) noexcept;                                                         \
        friend bool operator!=(const Name &, const Name &) noexcept;                                                         \
    };

namespace std {
LINGER_FAKE_ITERATOR(_List_iterator, T &, T *)
LINGER_FAKE_ITERATOR(_List_const_iterator, const T &, const T *)
LINGER_FAKE_ITERATOR(_Fwd_list_iterator, T &, T *)
LINGER_FAKE_ITERATOR(_Deque_iterator, T &, T *)
LINGER_FAKE_ITERATOR(_Rb_tree_iterator, T &, T *)
LINGER_FAKE_ITERATOR(_Rb_tree_const_iterator, const T &, const T *)
namespace __detail {
LINGER_FAKE_ITERATOR(_Node_iterator, T &, T *)
LINGER_FAKE_ITERATOR(_Node_const_iterator, const T &, const T *)
} // namespace __detail

template <class I> class reverse_iterator {
public:
    explicit reverse_iterator(I it);
    decltype(*I()) operator*() const;
    reverse_iterator &operator++();
    I base() const;
    friend bool operator==(const reverse_iterator &, const reverse_iterator &);
    friend bool operator!=(const reverse_iterator &, const reverse_iterator &);
};
} // namespace std

void *operator new(size_t size);
void *operator new(size_t size, const std::nothrow_t &) noexcept;
void *operator new[](size_t size);
inline void *operator new(size_t, void *where) noexcept
{
    return where;
}
void operator delete(void *memory) noexcept;
void operator delete[](void *memory) noexcept;
