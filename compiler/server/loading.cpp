#include "compiler/server/loading.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "compiler/model/well_known_files.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace loads {

/// Whether a file is of a type that we know, by its name.
static bool is_ours(std::string_view path) {
  constexpr std::string_view kMeta = "-meta.xml";
  std::string_view name = file_name(path);
  if (name.ends_with(kMeta)) name.remove_suffix(kMeta.size());
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  return SchemaSet::embedded()->find_by_suffix(name.substr(dot + 1), name.substr(0, dot)) !=
         nullptr;
}

/// The folder of the project file above a file, else the file itself.
static std::string project_around(const FileTree& files, const std::string& path) {
  for (std::string_view folder = parent_path(path); folder.size() > 1;
       folder = parent_path(folder)) {
    if (files.kind(join_path(folder, kProjectFileName)) == EntryKind::file) {
      return std::string(folder);
    }
  }
  return path;
}

}  // namespace loads

bool Loading::covers(const OpenDocument& document) const {
  if (document.path.empty() || !loads::is_ours(document.path)) return true;
  return std::any_of(paths_.begin(), paths_.end(),
                     [&](const std::string& path) { return is_within(document.path, path); });
}

void Loading::start() {
  was_started_ = true;
  paths_ = session_.folders;
  for (const auto& [uri, document] : session_.documents.all()) {
    if (!covers(document)) {
      paths_.push_back(loads::project_around(session_.host.files, document.path));
    }
  }
  session_.live = nullptr;
  wanted_ = !paths_.empty();
  if (!wanted_) return;
  LiveRequest request;
  request.current_directory =
      session_.folders.empty() ? session_.options.current_directory : session_.folders.front();
  request.paths = paths_;
  request.config = session_.settings.config;
  request.asked_mode = session_.settings.rules.mode;
  request.rules = session_.settings.rules;
  session_.live = std::make_shared<LiveWorkspace>(session_.host, std::move(request));
  for (const auto& [uri, document] : session_.documents.all()) {
    if (document.path.empty()) continue;
    session_.live->open(document.path, std::string(document.text->bytes()), document.version);
  }
}

std::function<void()> Loading::take_work() {
  if (!wanted_ || running_ != nullptr) return {};
  wanted_ = false;
  running_ = std::make_shared<Shared>();
  running_->live = session_.live;
  begin_progress();
  return [shared = running_, load = session_.live->make_load()] {
    try {
      shared->loaded = load([shared](std::size_t done, std::size_t total) {
        shared->done.store(done, std::memory_order_relaxed);
        shared->total.store(total, std::memory_order_relaxed);
      });
    } catch (const std::exception& error) {
      shared->failure = error.what();
    }
  };
}

bool Loading::finish() {
  const std::shared_ptr<Shared> done = std::exchange(running_, nullptr);
  if (done == nullptr) return false;
  end_progress();
  if (done->live != session_.live) return false;
  if (done->loaded == nullptr) {
    session_.log(kErrorMessage, "the project could not be read: " + done->failure);
    return true;
  }
  session_.live->install(std::move(done->loaded));
  return true;
}

void Loading::begin_progress() {
  ++number_;
  if (!session_.client.progress) return;
  progress_ = Progress::asked;
  told_percent_ = 0;
  const std::string token = fmt::format("ecac/load/{}", number_);
  session_.outbox.ask("window/workDoneProgress/create", {{"token", token}},
                      [this, token, number = number_](const Json&, bool refused) {
                        if (number != number_ || progress_ != Progress::asked) return;
                        progress_ = refused ? Progress::none : Progress::shown;
                        if (refused) return;
                        const Json begin = {{"kind", "begin"},
                                            {"title", "ecac: reading the project"},
                                            {"cancellable", false},
                                            {"percentage", 0}};
                        session_.outbox.notify("$/progress", {{"token", token}, {"value", begin}});
                      });
}

void Loading::report() {
  if (running_ == nullptr || progress_ != Progress::shown) return;
  const std::size_t total = running_->total.load(std::memory_order_relaxed);
  const std::size_t done = running_->done.load(std::memory_order_relaxed);
  if (total == 0 || done > total) return;
  const std::size_t percent = done * 100 / total;
  if (percent <= told_percent_) return;
  told_percent_ = percent;
  const Json value = {{"kind", "report"},
                      {"message", fmt::format("{} of {} files", done, total)},
                      {"percentage", percent}};
  session_.outbox.notify("$/progress",
                         {{"token", fmt::format("ecac/load/{}", number_)}, {"value", value}});
}

void Loading::end_progress() {
  if (std::exchange(progress_, Progress::none) != Progress::shown) return;
  session_.outbox.notify("$/progress", {{"token", fmt::format("ecac/load/{}", number_)},
                                        {"value", {{"kind", "end"}}}});
}

}  // namespace ecac
