#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

#include "compiler/resolve/view/project_view.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// What is the same for all shared answers: who asks is recorded, and what they are read from.
class SharedAnswerBase {
 public:
  /// `id` is unique in a project. With `track`, what the answer is read from is recorded.
  SharedAnswerBase(std::uint64_t id, bool track)
      : key_(question_key(Question::shared_answer, id)), track_(track) {}
  SharedAnswerBase(const SharedAnswerBase&) = delete;
  SharedAnswerBase& operator=(const SharedAnswerBase&) = delete;
  virtual ~SharedAnswerBase() = default;

  std::uint64_t key() const { return key_; }
  bool known() const { return known_.load(std::memory_order_acquire); }
  /// Gives the answer again, if anybody has asked for it; returns whether it is another one. Not
  /// while others read.
  virtual bool renew(const ProjectView& project) = 0;
  /// What the answer was read from, once.
  bool has_log() const { return has_log_; }
  AskLog take_log() {
    has_log_ = false;
    return std::move(log_);
  }

 protected:
  void note_asker(const ProjectView& asker) const {
    if (asker.log_ != nullptr) asker.record(key_);
  }
  /// The view through which the answer itself is found.
  ProjectView own_view(const ProjectView& asker) const {
    log_ = {};
    has_log_ = track_;
    return {*asker.project_, track_ ? &log_ : nullptr};
  }

  mutable Mutex mutex_;
  mutable std::atomic<bool> known_{false};

 private:
  std::uint64_t key_;
  bool track_;
  mutable AskLog log_ = {};
  mutable bool has_log_ = false;
};

/// An answer that many ask for and that is found once, when the first one asks. It has a log of its
/// own; who asks depends on the answer, not on all that it was read from, and is only asked again
/// when the answer changes. Safe from many threads.
template <class Value>
class SharedAnswer : public SharedAnswerBase {
 public:
  /// Reads the project through the view it is given and through nothing else.
  using Find = std::function<Value(const ProjectView&)>;

  SharedAnswer(std::uint64_t id, bool track, Find find)
      : SharedAnswerBase(id, track), find_(std::move(find)) {}

  /// Good until the next edit.
  const Value& get(const ProjectView& asker) const {
    note_asker(asker);
    if (known()) return value_;
    const MutexLock lock(mutex_);
    if (!known()) {
      value_ = find_(own_view(asker));
      known_.store(true, std::memory_order_release);
    }
    return value_;
  }

  bool renew(const ProjectView& project) override {
    if (!known()) return false;
    Value value = find_(own_view(project));
    const bool changed = !(value == value_);
    value_ = std::move(value);
    return changed;
  }

 private:
  Find find_;
  mutable Value value_ = {};
};

}  // namespace ecac
