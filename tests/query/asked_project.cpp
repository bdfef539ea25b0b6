#include "tests/query/asked_project.h"

#include <fmt/format.h>

#include <stdexcept>

#include "tests/query/shown_answers.h"
#include "tests/support/test_host.h"

namespace ecac::test {

namespace {

constexpr char kFolder[] = "/work/project";
constexpr char kDay[] = "2026-06-01";

}  // namespace

AskedProject::AskedProject(const MarkedPage& page) : page_(page) {
  bool has_project_file = false;
  for (const MarkedFile& file : page.files) {
    const bool changed = file.open && !file.before.empty();
    tree_.add(path_of(file), bytes_of(file, changed ? file.before : file.text));
    has_project_file |= file.path == "sfdx-project.json";
  }
  if (!has_project_file) {
    tree_.add(std::string(kFolder) + "/sfdx-project.json",
              R"({"packageDirectories": [{"path": "force-app", "default": true}], )"
              R"("sourceApiVersion": "66.0"})");
  }
  LiveRequest request;
  request.current_directory = kFolder;
  request.paths = {kFolder};
  live_ = std::make_unique<LiveWorkspace>(host_with(tree_, kDay), request);
  live_->load();
  std::int64_t version = 1;
  for (const MarkedFile& file : page.files) {
    if (!file.open) continue;
    if (!file.before.empty()) live_->open(path_of(file), bytes_of(file, file.before), version++);
    if (file.before.empty()) {
      live_->open(path_of(file), bytes_of(file, file.text), version++);
    } else {
      live_->change(path_of(file), bytes_of(file, file.text), version++);
    }
  }
  live_->update();
}

AskedProject::~AskedProject() = default;

std::string AskedProject::path_of(const MarkedFile& file) const {
  return fmt::format("{}/{}", kFolder, file.path);
}

Snapshot AskedProject::snapshot() const {
  const std::vector<Snapshot> all = live_->snapshots();
  if (all.empty()) throw std::runtime_error("the page has no project");
  return all.front();
}

FileId AskedProject::file_id(const MarkedFile& file) const {
  return snapshot().project().sources().id_of(path_of(file));
}

std::shared_ptr<const SourceText> AskedProject::text(const MarkedFile& file) const {
  return snapshot().text(file_id(file));
}

void AskedProject::change(const MarkedFile& file, std::string text) {
  live_->open(path_of(file), std::move(text), 1000);
  live_->update();
}

std::string AskedProject::answer(const std::string& question) const {
  const std::size_t blank = question.find(' ');
  const std::string verb = question.substr(0, blank);
  const std::string about = blank == std::string::npos ? "" : question.substr(blank + 1);
  const ShownAnswers shown(snapshot());
  if (const auto text = shown.of_project(verb, about)) return *text;
  if (const MarkedFile* file = page_.file(about)) {
    return shown.of_file(verb, file_id(*file)).value_or("(nobody knows this question)\n");
  }
  const std::string mark = about.substr(0, about.find(' '));
  const MarkedFile* file = page_.file_marked(mark);
  if (file == nullptr) return "(there is no such mark)\n";
  return shown.of_place(verb, file_id(*file), offset_in(*file, file->marks.at(mark)))
      .value_or("(nobody knows this question)\n");
}

std::string AskedProject::all_answers(const MarkedFile& file, std::uint32_t offset) const {
  const ShownAnswers shown(snapshot());
  std::string text;
  for (const std::string_view verb : ShownAnswers::kOfPlaces) {
    text += shown.of_place(verb, file_id(file), offset).value_or("");
  }
  return text;
}

std::string AskedProject::all_answers(const MarkedFile& file) const {
  const ShownAnswers shown(snapshot());
  std::string text;
  for (const std::string_view verb : ShownAnswers::kOfFiles) {
    text += shown.of_file(verb, file_id(file)).value_or("");
  }
  return text;
}

std::string AskedProject::all_answers() const {
  const ShownAnswers shown(snapshot());
  const Project& project = snapshot().project();
  std::string text = shown.of_project("plan", "").value_or("");
  text += shown.of_project("find", "").value_or("");
  for (const FileId file : project.files()) {
    const SymbolId own = project.file(file).definition;
    if (own == SymbolId::none) continue;
    const std::string name(project.symbols().name(own));
    text += shown.of_project("app", name).value_or("");
    text += shown.of_project("credential", name).value_or("");
  }
  return text;
}

}  // namespace ecac::test
