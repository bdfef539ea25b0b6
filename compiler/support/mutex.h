#pragma once

// Where there are no threads (ECAC_SINGLE_THREADED), a standard library need not have locks.
#ifndef ECAC_SINGLE_THREADED
#include <mutex>
#endif

#include <atomic>
#include <utility>

namespace ecac {

#ifdef ECAC_SINGLE_THREADED
/// Nobody else to wait for.
class Mutex {
 public:
  void lock() {}
  void unlock() {}
};
#else
using Mutex = std::mutex;
#endif

/// Holds a mutex while it lives.
class MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

/// Work that is done the first time that somebody needs its result, and waited for by the others.
class Once {
 public:
  /// Returns once `work()` is done, by this call or an earlier one. Work that throws is done again.
  template <class Work>
  void run(Work&& work) {
    if (done_.load(std::memory_order_acquire)) return;
    const MutexLock lock(mutex_);
    if (done_.load(std::memory_order_relaxed)) return;
    std::forward<Work>(work)();
    done_.store(true, std::memory_order_release);
  }

 private:
  std::atomic<bool> done_{false};
  Mutex mutex_;
};

}  // namespace ecac
