#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "compiler/server/session/session.h"

namespace ecac {

/// Reads the workspace beside what else goes on, and tells the client how far that is.
class Loading {
 public:
  explicit Loading(Session& session) : session_(session) {}

  /// Makes a new workspace of the folders and settings as they are, with the open documents, and
  /// wants it loaded. Of one that is loaded till then nothing is taken. Nothing to look at is no
  /// workspace.
  void start();
  bool was_started() const { return was_started_; }
  /// Whether somebody who needs the project has to wait for it.
  bool goes_on() const { return wanted_ || running_ != nullptr; }
  /// Whether a document is looked at, or none of ours.
  bool covers(const OpenDocument& document) const;

  /// See Server.
  std::function<void()> take_work();
  /// Takes what was loaded; whether that was the workspace of now.
  bool finish();
  /// Tells the client how far it is, if that is more than it was told.
  void report();

 private:
  /// What the work has in common with who waits for it.
  struct Shared {
    std::shared_ptr<LiveWorkspace> live = {};
    std::shared_ptr<LiveWorkspace::Loaded> loaded = {};
    std::string failure = {};
    std::atomic<std::size_t> done = 0;
    std::atomic<std::size_t> total = 0;
  };

  void begin_progress();
  void end_progress();

  Session& session_;
  std::shared_ptr<Shared> running_ = {};
  bool wanted_ = false;
  bool was_started_ = false;
  std::vector<std::string> paths_ = {};  ///< that are looked at
  std::uint64_t number_ = 0;             ///< of loads, which name their progress
  enum class Progress : std::uint8_t { none, asked, shown } progress_ = Progress::none;
  std::size_t told_percent_ = 0;
};

}  // namespace ecac
