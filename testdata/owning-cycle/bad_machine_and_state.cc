// A state machine owns its current state, each state owns the machine.
#include <memory>
#include <utility>

class Machine;

class State {
public:
    explicit State(std::shared_ptr<Machine> machine) : machine_(std::move(machine)) {} // expect: owning-cycle[stored] "State::machine_"
    virtual ~State() = default;
    virtual void on_key(int key) = 0;

protected:
    std::shared_ptr<Machine> machine_;
};

class Idle : public State {
public:
    explicit Idle(std::shared_ptr<Machine> machine) : State(std::move(machine)) {}
    void on_key(int) override {}
};

class Machine : public std::enable_shared_from_this<Machine> {
public:
    void go(std::unique_ptr<State> next) { state_ = std::move(next); }
    void start() { go(std::make_unique<Idle>(shared_from_this())); }

private:
    std::unique_ptr<State> state_;
};
