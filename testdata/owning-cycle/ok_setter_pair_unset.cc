// The dialog is taken from its model when it is closed.
#include <memory>

class Dialog;

class Model {
public:
    void set_view(std::shared_ptr<Dialog> view) { view_ = view; }

private:
    std::shared_ptr<Dialog> view_;
};

class Dialog {
public:
    void set_model(std::shared_ptr<Model> model) { model_ = std::move(model); }

private:
    std::shared_ptr<Model> model_;
};

std::shared_ptr<Dialog> build()
{
    auto dialog = std::make_shared<Dialog>();
    auto model = std::make_shared<Model>();
    dialog->set_model(model);
    model->set_view(dialog);
    return dialog;
}

void dismiss(Model &model)
{
    model.set_view(nullptr);
}
