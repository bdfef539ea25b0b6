#include "compiler/platform/threads/thread_executor.h"

#include <algorithm>
#include <system_error>

#include "compiler/host/process_heap.h"

namespace ecac {

/// One run, which all threads take pieces of.
struct ThreadExecutor::Job {
  const std::size_t count;
  const std::size_t grain;
  const Work& work;
  std::atomic<std::size_t> next{0};
  std::mutex mutex = {};
  std::exception_ptr failure = {};

  void take_pieces(unsigned worker) {
    try {
      for (;;) {
        const std::size_t begin = next.fetch_add(grain);
        if (begin >= count) return;
        follow_heap_growth();
        work(worker, begin, std::min(begin + grain, count));
      }
    } catch (...) {
      next.store(count);
      const std::lock_guard lock(mutex);
      if (failure == nullptr) failure = std::current_exception();
    }
  }
};

ThreadExecutor::ThreadExecutor(unsigned threads) : workers_(std::max(threads, 1u)) {}

ThreadExecutor::~ThreadExecutor() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  begun_.notify_all();
}

void ThreadExecutor::run(std::size_t count, std::size_t grain, const Work& work) {
  const std::size_t pieces = count / grain + (count % grain != 0 ? 1 : 0);
  const std::size_t useful = std::min<std::size_t>(workers_, pieces);
  if (useful < 2 || busy_.exchange(true)) return inline_executor().run(count, grain, work);
  Job job{count, grain, work};
  start_threads(useful - 1);
  {
    const std::lock_guard lock(mutex_);
    job_ = &job;
    ++number_;
  }
  begun_.notify_all();
  job.take_pieces(0);
  {
    std::unique_lock lock(mutex_);
    job_ = nullptr;
    left_.wait(lock, [&] { return helping_ == 0; });
  }
  busy_.store(false);
  if (job.failure != nullptr) std::rethrow_exception(job.failure);
}

void ThreadExecutor::start_threads(std::size_t wanted) {
  while (threads_.size() < wanted) {
    const auto worker = static_cast<unsigned>(threads_.size() + 1);
    try {
      threads_.emplace_back([this, worker] { serve(worker); });
    } catch (const std::system_error&) {
      return;  // the machine has no more; those that are there do it all
    }
  }
}

void ThreadExecutor::serve(unsigned worker) {
  std::size_t seen = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    begun_.wait(lock, [&] { return ended_ || (job_ != nullptr && number_ != seen); });
    if (ended_) return;
    seen = number_;
    Job* const job = job_;
    ++helping_;
    lock.unlock();
    job->take_pieces(worker);
    lock.lock();
    if (--helping_ == 0) left_.notify_one();
  }
}

}  // namespace ecac
