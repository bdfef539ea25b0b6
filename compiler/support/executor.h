#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace ecac {

/// Does pieces of work, perhaps several at once. The pure part of the compiler knows no threads;
/// who runs it decides how many there are.
class Executor {
 public:
  /// Does the indexes from `begin` below `end`; `worker` is below `workers()`, and no two calls at
  /// the same time have the same.
  using Work = std::function<void(unsigned worker, std::size_t begin, std::size_t end)>;

  virtual ~Executor() = default;
  /// How many calls there can be at the same time, at least 1.
  virtual unsigned workers() const = 0;
  /// Calls `work` for runs of `grain` indexes (at least 1; the last may be shorter), so that each
  /// index below `count` is done once. Returns when all are done. The first exception of `work` is
  /// thrown again here; what was not begun by then may be left out.
  virtual void run(std::size_t count, std::size_t grain, const Work& work) = 0;
};

/// Does all work in the calling thread.
Executor& inline_executor();

/// Calls `work(state, index)` for each index below `count`, in runs of `grain`. `make()` gives each
/// worker its own state when it begins.
template <class Make, class Work>
void parallel_for(Executor& executor, std::size_t count, std::size_t grain, Make&& make,
                  Work&& work) {
  using State = decltype(make());
  std::vector<std::unique_ptr<State>> states(executor.workers());
  executor.run(count, grain, [&](unsigned worker, std::size_t begin, std::size_t end) {
    std::unique_ptr<State>& state = states[worker];
    if (state == nullptr) state.reset(new State(make()));
    for (std::size_t i = begin; i < end; ++i) work(*state, i);
  });
}

}  // namespace ecac
