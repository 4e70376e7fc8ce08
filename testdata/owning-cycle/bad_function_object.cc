// A function object of one's own with the download in it, kept by the download.
#include <functional>
#include <memory>

class Download;

struct ShowProgress {
    std::shared_ptr<Download> download;
    void operator()(int percent) const;
};

class Download : public std::enable_shared_from_this<Download> {
public:
    void start()
    {
        ShowProgress show;
        show.download = shared_from_this(); // expect: owning-cycle "Download"
        on_progress_ = show;
    }

private:
    std::function<void(int)> on_progress_;
};
