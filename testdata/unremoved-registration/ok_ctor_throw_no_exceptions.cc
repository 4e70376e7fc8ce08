// Without exceptions nothing is thrown after the listing; a later step only reports.
// flags: -fno-exceptions
#include <map>
#include <string>

class Sensor {
public:
    explicit Sensor(const std::string &name) : name_(name)
    {
        by_name_[name] = this;
        ok_ = by_name_.at(name) == this && calibrate();
    }
    ~Sensor() { by_name_.erase(name_); }
    bool ok() const { return ok_; }

private:
    bool calibrate() { return !name_.empty(); }

    std::string name_;
    bool ok_;
    static std::map<std::string, Sensor *> by_name_;
};

std::map<std::string, Sensor *> Sensor::by_name_;

bool probe(const std::string &name)
{
    Sensor sensor(name);
    return sensor.ok();
}
