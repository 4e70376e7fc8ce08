// A syntax tree owns downwards only.
#include <memory>
#include <vector>

struct Expr {
    std::vector<std::shared_ptr<Expr>> operands;
    std::shared_ptr<Expr> condition;
    char symbol = 0;
};

std::shared_ptr<Expr> binary(char symbol, std::shared_ptr<Expr> left, std::shared_ptr<Expr> right)
{
    auto expr = std::make_shared<Expr>();
    expr->symbol = symbol;
    expr->operands.push_back(left);
    expr->operands.push_back(right);
    return expr;
}

std::shared_ptr<Expr> choice(std::shared_ptr<Expr> test, std::shared_ptr<Expr> yes)
{
    auto expr = binary('?', yes, std::make_shared<Expr>());
    expr->condition = test;
    return expr;
}
