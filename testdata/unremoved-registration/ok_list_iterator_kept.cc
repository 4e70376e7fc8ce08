// push_front gives a position to erase by, which the error path uses before it deletes the task.
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
    backlog.push_front(task);
    auto position = backlog.begin();
    if (!task->compile()) {
        backlog.erase(position);
        delete task;
        return false;
    }
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
