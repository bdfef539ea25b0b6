#include "compiler/host/threads.h"

namespace ecac {
namespace {

/// Hands all work to the one thread there is.
class CallingThread final : public Executor {
 public:
  unsigned workers() const override { return 1; }
  void run(std::size_t count, std::size_t grain, const Work& work) override {
    inline_executor().run(count, grain, work);
  }
};

}  // namespace

std::unique_ptr<Executor> make_executor(unsigned /*threads*/) {
  return std::make_unique<CallingThread>();
}

unsigned hardware_threads() {
  return 1;
}

}  // namespace ecac
