// The scene is deleted with its vector of shapes; the shapes were made for it and nobody deletes them.
#include <string>
#include <vector>

struct Shape {
    std::string name;
    double area;
};

class Scene {
public:
    void add(const std::string &name, double area)
    {
        shapes_.push_back(new Shape{name, area}); // expect-todo: unremoved-registration[undrained] "shapes_"
    }
    double area() const
    {
        double sum = 0;
        for (const Shape *s : shapes_)
            sum += s->area;
        return sum;
    }

private:
    std::vector<Shape *> shapes_;
};

double measure(const double *areas, int n)
{
    Scene *scene = new Scene;
    for (int i = 0; i < n; i++)
        scene->add("shape", areas[i]);
    double area = scene->area();
    delete scene;
    return area;
}
