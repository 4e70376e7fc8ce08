// easylogging++: a logger stays until unregisterLogger().
// package: libeasyloggingpp-dev
#include <easylogging++.h>

struct Callback : el::LogDispatchCallback { // model: none
    void handle(const el::LogDispatchData *data) override;
};

void loggers(const std::string &id)
{
    el::Loggers::getLogger(id); // model: logger key=id
    el::Loggers::getLogger(id, false); // model: logger key=id when arg1!=0
    el::Loggers::unregisterLogger(id); // model: logger-drop key=id
    el::Helpers::installLogDispatchCallback<Callback>(id); // model: register in=dispatch callbacks key=id
    el::Helpers::uninstallLogDispatchCallback<Callback>(id); // model: remove in=dispatch callbacks key=id
}
