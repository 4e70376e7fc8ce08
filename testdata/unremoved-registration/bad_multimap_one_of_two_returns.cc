// Of two failing returns one erases the alarm from the schedule and one only deletes it.
#include <map>

struct Alarm {
    long when;
    int channel;
};

class Schedule {
public:
    bool add(long when, int channel, long now);
    void expire(long now);

private:
    std::multimap<long, Alarm *> due_;
};

static Schedule schedule;

bool Schedule::add(long when, int channel, long now)
{
    Alarm *alarm = new Alarm{when, channel};
    auto it = due_.emplace(when, alarm); // expect: unremoved-registration[ended] "due_"
    if (when < now) {
        due_.erase(it);
        delete alarm;
        return false;
    }
    if (channel < 0) {
        delete alarm;
        return false;
    }
    return true;
}

void Schedule::expire(long now)
{
    while (!due_.empty() && due_.begin()->first <= now) {
        delete due_.begin()->second;
        due_.erase(due_.begin());
    }
}

bool add_alarm(long when, int channel, long now)
{
    return schedule.add(when, channel, now);
}

void tick(long now)
{
    schedule.expire(now);
}
