// A state ends with its machine: a plain pointer back.
#include <memory>
#include <utility>

class Machine;

class State {
public:
    explicit State(Machine *machine) : machine_(machine) {}
    virtual ~State() = default;
    virtual void on_key(int key) = 0;

protected:
    Machine *machine_;
};

class Idle : public State {
public:
    explicit Idle(Machine *machine) : State(machine) {}
    void on_key(int) override {}
};

class Machine : public std::enable_shared_from_this<Machine> {
public:
    void go(std::unique_ptr<State> next) { state_ = std::move(next); }
    void start() { go(std::make_unique<Idle>(this)); }

private:
    std::unique_ptr<State> state_;
};
