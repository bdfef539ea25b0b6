#include "compiler/platform/threads/thread_executor.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace ecac {
namespace {

/// How often each index was done.
std::vector<int> done_by(Executor& executor, std::size_t count, std::size_t grain) {
  std::vector<int> times(count, 0);
  executor.run(count, grain, [&](unsigned worker, std::size_t begin, std::size_t end) {
    EXPECT_LT(worker, executor.workers());
    EXPECT_LE(end - begin, grain);
    for (; begin < end; ++begin) ++times[begin];
  });
  return times;
}

TEST(ThreadExecutor, DoesEachIndexOnce) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    ThreadExecutor executor(threads);
    for (const std::size_t count : {0u, 1u, 5u, 64u, 65u, 4000u}) {
      for (const std::size_t grain : {1u, 2u, 64u, 5000u}) {
        EXPECT_EQ(done_by(executor, count, grain), std::vector<int>(count, 1))
            << threads << " threads, " << count << " by " << grain;
      }
    }
  }
}

TEST(ThreadExecutor, GivesEachWorkerAStateOfItsOwn) {
  ThreadExecutor executor(4);
  std::vector<std::pair<std::size_t, const int*>> seen(2000);
  parallel_for(
      executor, seen.size(), 1, [] { return 0; },
      [&](int& state, std::size_t i) {
        ++state;  // a race if two workers had the same
        seen[i] = {i, &state};
      });
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].first, i);
}

TEST(ThreadExecutor, ThrowsAgainWhatWorkThrewAndGoesOnServing) {
  for (const unsigned threads : {1u, 3u}) {
    ThreadExecutor executor(threads);
    EXPECT_THROW(executor.run(100, 1,
                              [](unsigned, std::size_t begin, std::size_t) {
                                if (begin == 50) throw std::runtime_error("fifty");
                              }),
                 std::runtime_error);
    EXPECT_EQ(done_by(executor, 100, 3), std::vector<int>(100, 1));
  }
}

/// A run inside a run waits for no thread that waits for it.
TEST(ThreadExecutor, RunsInsideARun) {
  ThreadExecutor executor(3);
  std::vector<std::vector<int>> inner(40);
  executor.run(inner.size(), 1, [&](unsigned, std::size_t begin, std::size_t) {
    inner[begin] = std::vector<int>(10, 0);
    executor.run(10, 1, [&](unsigned, std::size_t at, std::size_t) { ++inner[begin][at]; });
  });
  EXPECT_EQ(inner, std::vector<std::vector<int>>(40, std::vector<int>(10, 1)));
}

}  // namespace
}  // namespace ecac
