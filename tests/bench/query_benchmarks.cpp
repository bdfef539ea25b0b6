#include <benchmark/benchmark.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "compiler/live/live_workspace.h"
#include "compiler/query/code_actions.h"
#include "compiler/query/completion/completion.h"
#include "compiler/query/rename.h"
#include "compiler/schema/field_ids.h"
#include "tests/bench/generate_project.h"
#include "tests/bench/hashed_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac::bench {

namespace {

/// A generated project as an editor has it.
struct OpenedProject {
  explicit OpenedProject(std::uint32_t stacks) : tree("/project"), host(test::host_with(tree)) {
    generate_project(
        {.stacks = stacks, .defects_percent = 1},
        [&](const std::string& path, std::string_view text) { tree.add(path, std::string(text)); });
    LiveRequest request;
    request.current_directory = tree.root();
    request.paths = {tree.root()};
    live = std::make_unique<LiveWorkspace>(host, request);
    live->load();
    live->update();
  }

  HashedFileTree tree;
  Host host;
  std::unique_ptr<LiveWorkspace> live;
};

/// The last one, for loading takes longer than all questions.
OpenedProject& opened(std::int64_t stacks) {
  static std::map<std::int64_t, std::unique_ptr<OpenedProject>> projects;
  if (!projects.contains(stacks)) {
    projects.clear();
    projects[stacks] = std::make_unique<OpenedProject>(static_cast<std::uint32_t>(stacks));
  }
  return *projects[stacks];
}

FileId first_of(const Snapshot& snapshot, TypeId type) {
  const auto files = snapshot.project().files_of(type);
  if (files.empty()) throw std::logic_error("the project has no such file");
  return files.front();
}

/// `<` in a file: its elements.
void complete_element(benchmark::State& state) {
  const Snapshot snapshot = opened(state.range(0)).live->snapshots().front();
  const FileId file = first_of(snapshot, types::ExtlClntAppOauthConfigurablePolicies);
  std::string text(snapshot.text(file)->text());
  const std::size_t end = text.rfind("</");
  text.insert(end, "<");
  for (auto _ : state) {
    const CompletionList list =
        completion(snapshot, snapshot.path(file), text, static_cast<std::uint32_t>(end + 1));
    if (list.items.empty()) throw std::logic_error("nothing is offered");
  }
}
BENCHMARK(complete_element)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

/// The names of all permission sets, which are as many as stacks.
void complete_name(benchmark::State& state) {
  const Snapshot snapshot = opened(state.range(0)).live->snapshots().front();
  const FileId file = first_of(snapshot, types::ExtlClntAppOauthConfigurablePolicies);
  std::string text(snapshot.text(file)->text());
  const std::string element = "<commaSeparatedPermissionSet></commaSeparatedPermissionSet>";
  const std::size_t end = text.rfind("</");
  text.insert(end, element);
  const auto place = static_cast<std::uint32_t>(end + element.find('>') + 1);
  for (auto _ : state) {
    const CompletionList list = completion(snapshot, snapshot.path(file), text, place);
    if (list.items.empty()) throw std::logic_error("nothing is offered");
  }
}
BENCHMARK(complete_name)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void offer_actions(benchmark::State& state) {
  const Snapshot snapshot = opened(state.range(0)).live->snapshots().front();
  FileId file = FileId::none;
  for (const FileId one : snapshot.project().files()) {
    if (!snapshot.findings(one).empty()) file = one;
  }
  if (file == FileId::none) throw std::logic_error("nothing was found");
  const TextRange place = snapshot.findings(file).front().place.range;
  for (auto _ : state) {
    const auto actions = code_actions(snapshot, file, place);
    if (actions.empty()) throw std::logic_error("nothing is offered");
  }
}
BENCHMARK(offer_actions)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void rename_app(benchmark::State& state) {
  const Snapshot snapshot = opened(state.range(0)).live->snapshots().front();
  const FileId file = first_of(snapshot, types::ExternalClientApplication);
  const std::uint32_t place = snapshot.facts(file).root_tag().begin + 1;
  for (auto _ : state) {
    const auto operations = rename(snapshot, file, place, "Zebra");
    if (!operations) throw std::logic_error(operations.error().message);
  }
}
BENCHMARK(rename_app)->Arg(100)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace ecac::bench
