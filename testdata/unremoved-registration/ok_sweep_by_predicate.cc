// A failed upload is marked; the periodic sweep erases and deletes what is marked.
#include <string>
#include <unistd.h>
#include <vector>

struct Upload {
    std::string path;
    int fd;
    bool failed;
};

static std::vector<Upload *> uploads;

bool begin_upload(const std::string &path, int fd)
{
    Upload *upload = new Upload{path, fd, false};
    uploads.push_back(upload);
    if (::write(fd, "PUT\n", 4) != 4) {
        upload->failed = true;
        return false;
    }
    return true;
}

void sweep()
{
    for (auto it = uploads.begin(); it != uploads.end();) {
        if ((*it)->failed) {
            delete *it;
            it = uploads.erase(it);
        } else {
            ++it;
        }
    }
}
