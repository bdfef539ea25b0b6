// Locks as a standard library without threads has them: what compiles here compiles for
// WebAssembly.

#include <type_traits>

#include "compiler/resolve/view/shared_answer.h"
#include "compiler/support/mutex.h"
#include "compiler/support/stable_vector.h"

#ifdef _GLIBCXX_MUTEX
#error "a header of the pure part brings <mutex>"
#endif

namespace {

static_assert(std::is_empty_v<ecac::Mutex>, "there is nobody to wait for");

int times_done() {
  ecac::Once once;
  int times = 0;
  once.run([&] { ++times; });
  once.run([&] { ++times; });
  ecac::Mutex mutex;
  const ecac::MutexLock lock(mutex);
  return times;
}

}  // namespace

int main() {
  return times_done() == 1 ? 0 : 1;
}
