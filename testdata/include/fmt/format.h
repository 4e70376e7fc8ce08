#pragma once
#include <string>
namespace fmt {
inline namespace v9 {
template <typename... T> std::string format(const char *fmt, T &&...args);
template <typename T> const void *ptr(T p);
} // namespace v9
} // namespace fmt
