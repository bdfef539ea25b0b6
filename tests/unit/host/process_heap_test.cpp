#include "compiler/host/process_heap.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "compiler/host/threads.h"
#include "tests/support/sanitized.h"

namespace ecac {
namespace {

bool machine_has_large_pages() {
  std::ifstream modes("/sys/kernel/mm/transparent_hugepage/enabled");
  const std::string text((std::istreambuf_iterator<char>(modes)), {});
  return !text.empty() && text.find("[never]") == std::string::npos;
}

/// Whether the mapping of an address may have large pages: `hg` in its flags in proc(5) smaps.
bool may_have_large_pages(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool is_inside = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::istringstream words(line);
    if (words >> std::hex >> begin >> dash >> end && dash == '-') {
      is_inside = begin <= wanted && wanted < end;
    } else if (is_inside && line.starts_with("VmFlags:")) {
      return line.find(" hg") != std::string::npos;
    }
  }
  return false;
}

/// Ends the process, with 0 if a thread has large pages or the machine has none.
[[noreturn]] void follow_in_a_thread() {
  prepare_heap();
  bool has_them = false;
  std::thread thread([&] {
    follow_heap_growth();
    const std::unique_ptr<void, void (*)(void*)> block(std::malloc(1 << 16), std::free);
    has_them = may_have_large_pages(block.get());
  });
  thread.join();
  std::_Exit(has_them || !machine_has_large_pages() ? 0 : 1);
}

TEST(ProcessHeapDeathTest, GivesLargePagesToThreadsThatFollowIt) {
#if defined(__GLIBC__)
  if (test::kSanitized) return;  // which brings a heap of its own, and for that nothing is promised
  // Of a process in which no thread had a heap before.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(follow_in_a_thread(), testing::ExitedWithCode(0), "");
#endif
}

TEST(ProcessHeap, WorkIsDoneAsWithoutIt) {
  prepare_heap();
  const std::unique_ptr<Executor> executor = make_executor(3);
  std::atomic<std::size_t> sum{0};
  executor->run(1000, 7, [&](unsigned, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto numbers = std::make_unique<std::size_t[]>(5000 + i);
      numbers[4999] = i;
      sum += numbers[4999];
    }
  });
  EXPECT_EQ(sum, 1000u * 999 / 2);
}

}  // namespace
}  // namespace ecac
