// unregisterLogger deletes the logger; the file it was configured with stays open.
#include <easylogging++.h>
#include <memory>
#include <string>
#include <unistd.h>

static int next_transfer = 0;

class Transfer {
public:
    Transfer() : id_("transfer" + std::to_string(next_transfer++))
    {
        el::Logger *log = el::Loggers::getLogger(id_);
        log->info("begin");
    }
    ~Transfer() { el::Loggers::unregisterLogger(id_); }

private:
    std::string id_;
};

int main()
{
    char c;
    while (read(0, &c, 1) == 1)
        Transfer transfer;
}
