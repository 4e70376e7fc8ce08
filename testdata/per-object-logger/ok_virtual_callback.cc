// A framework calls the method for each packet.
#include <log4cpp/Category.hh>
#include <string>

struct Handler {
    virtual ~Handler();
    virtual void on_packet(unsigned sequence) = 0;
};
void listen_for_packets(Handler *handler);

class Printer : public Handler {
public:
    void on_packet(unsigned sequence) override
    {
        log4cpp::Category &log = log4cpp::Category::getInstance("packet");
        log.info(std::to_string(sequence));
    }
};

int main()
{
    Printer printer;
    listen_for_packets(&printer);
}
