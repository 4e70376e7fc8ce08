// A project is deleted with its map of tasks by name; the tasks, made by the project, are left.
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
        tasks_.emplace(name, task); // expect-todo: unremoved-registration[undrained] "tasks_"
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
