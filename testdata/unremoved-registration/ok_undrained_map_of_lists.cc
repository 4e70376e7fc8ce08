// A project deletes the tasks in its map before it is gone.
#include <map>
#include <string>

struct Task {
    std::string name;
    int hours;
};

class Project {
public:
    Task *plan(const std::string &name, int hours)
    {
        Task *task = new Task{name, hours};
        tasks_.emplace(name, task);
        return task;
    }
    void cancel(const std::string &name)
    {
        auto it = tasks_.find(name);
        if (it == tasks_.end())
            return;
        delete it->second;
        tasks_.erase(it);
    }
    ~Project()
    {
        total_ = 0;
        for (auto &[name, task] : tasks_)
            delete task;
    }

private:
    std::map<std::string, Task *> tasks_;
    int total_ = 0;
};

int estimate(const std::string &name)
{
    Project *project = new Project;
    int hours = project->plan(name, 8)->hours;
    project->cancel("lunch");
    delete project;
    return hours;
}
