// Bound callbacks: sigc++ keeps what a slot holds until it is disconnected.
// package: libsigc++-2.0-dev
// pkg-config: sigc++-2.0
#include <sigc++/sigc++.h>

struct Conn {
    void on_data(int size);
};

void signals(sigc::signal<void, int> &signal, Conn *c)
{
    sigc::connection connection = signal.connect(sigc::mem_fun(c, &Conn::on_data)); // model: callback // model: register in=signal // model: none // model: store element=c
    connection.disconnect(); // model: remove handle=&connection
    signal.connect([c](int size) { c->on_data(size); }); // model: callback // model: register in=signal
    signal.clear(); // model: clear in=signal
}
