#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "compiler/support/executor.h"

namespace ecac {

/// Does work on several threads, the calling one among them. The others are started when there is
/// first enough to do, and wait for more until this ends. A run that is asked for while another
/// goes on, from its work or from another thread, is done by its caller alone.
class ThreadExecutor final : public Executor {
 public:
  /// 0 is as good as 1.
  explicit ThreadExecutor(unsigned threads);
  ~ThreadExecutor() override;
  ThreadExecutor(const ThreadExecutor&) = delete;
  ThreadExecutor& operator=(const ThreadExecutor&) = delete;

  unsigned workers() const override { return workers_; }
  void run(std::size_t count, std::size_t grain, const Work& work) override;

 private:
  struct Job;

  void start_threads(std::size_t wanted);
  void serve(unsigned worker);

  const unsigned workers_;
  std::atomic<bool> busy_{false};
  std::mutex mutex_;  ///< of what follows
  std::condition_variable begun_;
  std::condition_variable left_;
  Job* job_ = nullptr;      ///< null where there is none, or nothing of it is left to take
  std::size_t number_ = 0;  ///< of the last job
  std::size_t helping_ = 0;
  bool ended_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace ecac
