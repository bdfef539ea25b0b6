#include "compiler/server/session/publisher.h"

#include <algorithm>
#include <utility>

#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"

namespace ecac {
namespace publishers {

/// Files published between two looks at what the client sent.
constexpr std::size_t kAtOnce = 20;
/// Reports on other files in the answer about one.
constexpr std::size_t kRelatedReports = 50;
/// Files in one part of an answer about all.
constexpr std::size_t kFilesInPart = 200;

}  // namespace publishers

void Publisher::update() {
  std::vector<std::string> changed;
  if (session_.live != nullptr) changed = session_.live->update();
  note_failures();
  for (const std::string& path : changed) {
    // Whoever edits a document asks about it by itself.
    if (edited_.count(path) == 0) others_changed_ = true;
    note_change(path);
  }
  for (const std::string& path : std::exchange(edited_, {})) note_change(path);
}

void Publisher::note_change(const std::string& path) {
  ++changes_;
  ids_.erase(path);
  changed_.insert(path);
  (session_.is_open(path) ? urgent_ : waiting_).insert(path);
}

void Publisher::note_failures() {
  tell_failures();
  ConfigurationFailures now = failures_by_path(session_);
  const auto sentences = [](const std::vector<ReportFailure>& failures) {
    std::vector<std::string> words;
    words.reserve(failures.size());
    for (const ReportFailure& failure : failures) words.push_back(failure.sentence());
    return words;
  };
  const auto note = [&](const ConfigurationFailures& these, const ConfigurationFailures& those) {
    for (const auto& [path, failures] : these) {
      const auto other = those.find(path);
      if (other != those.end() && sentences(other->second) == sentences(failures)) continue;
      note_change(path);
      others_changed_ = true;
    }
  };
  note(now, failures_);
  note(failures_, now);
  failures_ = std::move(now);
}

/// What is wrong with no file in particular has no place to stand.
void Publisher::tell_failures() {
  std::set<std::string> now;
  for (const ReportFailure& failure : failures_without_file(session_)) {
    now.insert(failure.sentence());
  }
  for (const std::string& sentence : now) {
    if (told_.count(sentence) != 0) continue;
    session_.outbox.notify("window/showMessage",
                           {{"type", kErrorMessage}, {"message", "ecac: " + sentence}});
  }
  told_ = std::move(now);
}

void Publisher::start_over() {
  ids_.clear();
  ++changes_;
  others_changed_ = true;
  waiting_.insert(published_.begin(), published_.end());
  for (const auto& [uri, document] : session_.documents.all()) {
    if (!document.path.empty()) urgent_.insert(document.path);
  }
}

bool Publisher::publish_some() {
  if (session_.client.pulls_diagnostics) {
    urgent_.clear();
    waiting_.clear();
    return false;
  }
  for (const std::string& path : std::exchange(urgent_, {})) {
    waiting_.erase(path);
    publish(path);
  }
  for (std::size_t i = 0; i < publishers::kAtOnce && !waiting_.empty(); ++i) {
    publish(waiting_.extract(waiting_.begin()).value());
  }
  return !waiting_.empty();
}

void Publisher::publish(const std::string& path) {
  Json diagnostics = diagnostics_of(session_, path, failures_);
  const std::optional<std::int64_t> version = session_.version_of(path);
  if (diagnostics.empty()) {
    // Before the project is read, nobody can say that all is well.
    if (session_.live != nullptr && !session_.live->is_loaded()) return;
    // Nothing is to be cleared, and nobody waits to hear that all is well.
    if (published_.erase(path) == 0 && !version) return;
  } else {
    published_.insert(path);
  }
  Json params = {{"uri", session_.uri_of(path)}, {"diagnostics", std::move(diagnostics)}};
  if (version) params["version"] = *version;
  session_.outbox.notify("textDocument/publishDiagnostics", std::move(params));
}

const std::string& Publisher::id_of(const std::string& path) {
  const auto [known, is_new] = ids_.try_emplace(path);
  if (is_new) known->second = result_id(diagnostics_of(session_, path, failures_));
  return known->second;
}

Json Publisher::report_of(const std::string& path, bool is_known) {
  if (is_known) return {{"kind", "unchanged"}, {"resultId", id_of(path)}};
  Json diagnostics = diagnostics_of(session_, path, failures_);
  return {{"kind", "full"}, {"resultId", id_of(path)}, {"items", std::move(diagnostics)}};
}

Json Publisher::document_report(const Json& params) {
  const std::string path = path_of_uri(lsp::read_document_uri(params)).value_or("");
  if (path.empty()) return {{"kind", "full"}, {"items", Json::array()}};
  changed_.erase(path);
  Json report = report_of(path, text_or_empty(params, "previousResultId") == id_of(path));
  if (!session_.client.related_documents || changed_.empty()) return report;
  Json related = Json::object();
  for (std::size_t i = 0; i < publishers::kRelatedReports && !changed_.empty(); ++i) {
    const std::string other = changed_.extract(changed_.begin()).value();
    related[session_.uri_of(other)] = report_of(other, false);
  }
  report["relatedDocuments"] = std::move(related);
  return report;
}

std::set<std::string> Publisher::paths() const {
  std::set<std::string> paths;
  if (session_.live != nullptr) {
    for (std::string& path : session_.live->paths_with_findings()) paths.insert(std::move(path));
  }
  for (const auto& [path, failures] : failures_) paths.insert(path);
  return paths;
}

std::map<std::string, std::string> Publisher::previous_results(const Json& params) const {
  std::map<std::string, std::string> results;
  const Json* const previous = find_member(params, "previousResultIds");
  if (previous == nullptr || !previous->is_array()) return results;
  for (const Json& each : *previous) {
    const std::string path = path_of_uri(need_text(each, "uri")).value_or("");
    if (!path.empty()) results[path] = need_text(each, "value");
  }
  return results;
}

bool Publisher::has_news(const Json& params) {
  const std::map<std::string, std::string> previous = previous_results(params);
  const std::set<std::string> now = paths();
  const std::string none = result_id(Json::array());
  for (const std::string& path : now) {
    const auto known = previous.find(path);
    if (known == previous.end() || known->second != id_of(path)) return true;
  }
  return std::any_of(previous.begin(), previous.end(), [&](const auto& known) {
    return known.second != none && now.count(known.first) == 0;
  });
}

Json Publisher::workspace_report(const Json& params) {
  const std::map<std::string, std::string> previous = previous_results(params);
  std::set<std::string> all = paths();
  for (const auto& [path, id] : previous) all.insert(path);
  const Json* const token = find_member(params, "partialResultToken");
  Json items = Json::array();
  for (const std::string& path : all) {
    const auto known = previous.find(path);
    const bool is_known = known != previous.end() && known->second == id_of(path);
    // Who takes parts keeps what is not in them, and asks every few seconds.
    if (is_known && token != nullptr) continue;
    Json report = report_of(path, is_known);
    const std::optional<std::int64_t> version = session_.version_of(path);
    report["uri"] = session_.uri_of(path);
    report["version"] = version ? Json(*version) : Json();
    items.push_back(std::move(report));
    if (token != nullptr && items.size() == publishers::kFilesInPart) {
      session_.outbox.notify("$/progress",
                             {{"token", *token}, {"value", {{"items", std::move(items)}}}});
      items = Json::array();
    }
  }
  return {{"items", std::move(items)}};
}

}  // namespace ecac
