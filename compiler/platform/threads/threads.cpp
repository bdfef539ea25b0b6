#include "compiler/host/threads.h"

#include <algorithm>
#include <thread>

#include "compiler/platform/threads/thread_executor.h"

namespace ecac {

std::unique_ptr<Executor> make_executor(unsigned threads) {
  return std::make_unique<ThreadExecutor>(threads);
}

unsigned hardware_threads() {
  return std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace ecac
