// A driver ends while the kernel works for somebody.
#include <rt/io/make_driver.hpp>

class request : public rt::operation {
  public:
    request() : operation(rt::op_code::nop, -1) {}
};

int main() {
    request left_behind;
    rt::make_driver("simulated")->start(left_behind);
}
