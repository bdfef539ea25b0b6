#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace ecac {

/// Calls `work(worker, index)` for each index below `count`, in runs of `run` indexes, on up to
/// `threads` threads. `make()` gives each worker its own state. The first exception is thrown again
/// here after all workers stopped.
template <class Make, class Work>
void parallel_for(std::size_t count, unsigned threads, std::size_t run, Make&& make, Work&& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto body = [&] {
    try {
      auto state = make();
      for (;;) {
        const std::size_t begin = next.fetch_add(run);
        if (begin >= count) return;
        const std::size_t end = begin + run < count ? begin + run : count;
        for (std::size_t i = begin; i < end; ++i) work(state, i);
      }
    } catch (...) {
      next.store(count);
      const std::lock_guard<std::mutex> lock(mutex);
      if (failure == nullptr) failure = std::current_exception();
    }
  };
  std::vector<std::jthread> others;
  const std::size_t runs = (count + run - 1) / run;
  for (unsigned i = 1; i < threads && i < runs; ++i) others.emplace_back(body);
  body();
  others.clear();
  if (failure != nullptr) std::rethrow_exception(failure);
}

}  // namespace ecac
