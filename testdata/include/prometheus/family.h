#pragma once
/* A fake <prometheus/family.h> (1.0): declarations the cases use. */
#include <map>
#include <string>
namespace prometheus {
class Counter {
public:
    void Increment();
};
template <typename T> class Family {
public:
    template <typename... Args> T &Add(const std::map<std::string, std::string> &labels, Args &&...args);
    void Remove(T *metric);
};
} // namespace prometheus
