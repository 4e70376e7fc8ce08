// The scene's destructor deletes its shapes.
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
        shapes_.push_back(new Shape{name, area});
    }
    double area() const
    {
        double sum = 0;
        for (const Shape *s : shapes_)
            sum += s->area;
        return sum;
    }
    ~Scene()
    {
        for (Shape *s : shapes_)
            delete s;
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
