#include "compiler/support/executor.h"

#include <algorithm>

namespace ecac {

namespace {

class InlineExecutor final : public Executor {
 public:
  unsigned workers() const override { return 1; }
  void run(std::size_t count, std::size_t grain, const Work& work) override {
    for (std::size_t begin = 0; begin < count; begin += grain) {
      work(0, begin, std::min(begin + grain, count));
    }
  }
};

}  // namespace

Executor& inline_executor() {
  static InlineExecutor executor;
  return executor;
}

}  // namespace ecac
