// main returns with everything still registered: the process is over.
#include <iostream>
#include <list>
#include <string>

struct Option {
    std::string name;
};

static std::list<Option *> options;

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        Option *option = new Option{argv[i]};
        options.push_back(option);
        if (option->name.empty()) {
            delete option;
            std::cerr << "empty option\n";
            return 1;
        }
    }
    for (Option *option : options)
        std::cout << option->name;
    return 0;
}
