#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/server/session/shown_findings.h"

namespace ecac {

/// Sees to it that the client hears of what is found: by telling it, or, where it asks by itself,
/// by keeping what has changed until it asks.
class Publisher {
 public:
  explicit Publisher(Session& session) : session_(session) {}

  /// Answers what edits have made stale, and notes the files about which something else is to be
  /// said. Cheap if nothing was edited since.
  void update();
  /// The findings of the document may be the same, but are now about another text of it.
  void note_edit(const std::string& path) { edited_.insert(path); }
  /// All files anew: another workspace.
  void start_over();

  /// Publishes some of what is to be said; whether more is left. Nothing for a client that asks.
  bool publish_some();

  /// Answers of `textDocument/diagnostic` and `workspace/diagnostic`.
  Json document_report(const Json& params);
  Json workspace_report(const Json& params);
  /// Whether such a request tells anything but what is known.
  bool has_news(const Json& params);
  /// Counts the changes, so that nobody looks for news where there are none.
  std::size_t changes() const { return changes_; }
  /// Whether something else is to be said, since the last time, of files that nobody edited.
  bool take_others_changed() { return std::exchange(others_changed_, false); }

  const ConfigurationFailures& failures() const { return failures_; }

 private:
  void note_failures();
  void tell_failures();
  void note_change(const std::string& path);
  void publish(const std::string& path);
  /// The name of what is to be said of a file. Kept, for a client asks about all files again and
  /// again.
  const std::string& id_of(const std::string& path);
  Json report_of(const std::string& path, bool is_known);
  std::map<std::string, std::string> previous_results(const Json& params) const;
  /// All that have any diagnostics.
  std::set<std::string> paths() const;

  Session& session_;
  ConfigurationFailures failures_ = {};
  std::map<std::string, std::string> ids_ = {};
  std::size_t changes_ = 0;
  std::set<std::string> edited_ = {};
  std::set<std::string> urgent_ = {};     ///< to publish, of open documents
  std::set<std::string> waiting_ = {};    ///< to publish, of others
  std::set<std::string> published_ = {};  ///< that the client shows something of
  std::set<std::string> changed_ = {};    ///< for a client that asks: not told since
  std::set<std::string> told_ = {};       ///< sentences on what is wrong with no file
  bool others_changed_ = false;
};

}  // namespace ecac
