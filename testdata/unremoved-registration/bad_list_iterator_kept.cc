// push_front gives a position to erase by; the error path deletes the task and forgets the position.
#include <list>
#include <string>

struct Task {
    std::string script;
    bool compile() { return script.find(";") != std::string::npos; }
};

static std::list<Task *> backlog;

bool enqueue(const std::string &script)
{
    Task *task = new Task{script};
    backlog.push_front(task); // expect: unremoved-registration[ended] "backlog"
    auto position = backlog.begin();
    if (!task->compile()) {
        delete task;
        return false;
    }
    (void)position;
    return true;
}

Task *dequeue()
{
    if (backlog.empty())
        return nullptr;
    Task *task = backlog.back();
    backlog.pop_back();
    return task;
}
