#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "compiler/analysis/project_analysis.h"
#include "compiler/analysis/project_loader.h"
#include "compiler/driver/check.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/resolve/app/app_resolver.h"
#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/resolve/credential/credential_requests.h"
#include "compiler/resolve/posture/compiled_app.h"
#include "compiler/support/limits.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "tests/bench/generate_project.h"
#include "tests/bench/hashed_file_tree.h"
#include "tests/support/test_host.h"

namespace ecac::bench {

namespace {

constexpr std::uint32_t kLargeProject = 10'000;  // stacks: 90,000 files

std::unique_ptr<HashedFileTree> make_tree(std::uint32_t stacks, std::uint32_t defects_percent) {
  auto tree = std::make_unique<HashedFileTree>("/project");
  generate_project(
      {.stacks = stacks, .defects_percent = defects_percent},
      [&](const std::string& path, std::string_view text) { tree->add(path, std::string(text)); });
  return tree;
}

/// Everything from paths to sorted findings, on one thread. Arguments: stacks, per cent of them
/// with a defect. `per_file` must not depend on the first.
void whole_check(benchmark::State& state) {
  const auto tree = make_tree(static_cast<std::uint32_t>(state.range(0)),
                              static_cast<std::uint32_t>(state.range(1)));
  CheckRequest request;
  request.current_directory = tree->root();
  std::size_t files = 0;
  for (auto _ : state) {
    const CheckResult result = run_check(test::host_with(*tree), request);
    files = result.report.summary.files_checked;
  }
  if (files == 0) throw std::logic_error("nothing was checked");
  const auto count = static_cast<double>(files);
  state.counters["files"] = count;
  state.counters["per_file"] = benchmark::Counter(
      count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(tree->bytes()));
}
BENCHMARK(whole_check)
    ->ArgNames({"stacks", "defects"})
    ->Args({111, 0})
    ->Args({1111, 0})
    ->Args({11111, 0})
    ->Args({1111, 5})
    ->Unit(benchmark::kMillisecond);

/// Half of the apps live in another repository: thousands of names are missed, and for each the
/// nearest of the others is looked for.
void half_of_the_apps_elsewhere(benchmark::State& state) {
  HashedFileTree tree("/project");
  std::size_t headers = 0;
  generate_project({.stacks = static_cast<std::uint32_t>(state.range(0))},
                   [&](const std::string& path, std::string_view text) {
                     const bool header = path.ends_with(".eca-meta.xml");
                     if (header && headers++ % 2 == 0) return;
                     tree.add(path, std::string(text));
                   });
  CheckRequest request;
  request.current_directory = tree.root();
  std::size_t findings = 0;
  for (auto _ : state) findings = run_check(test::host_with(tree), request).report.findings.size();
  state.counters["findings"] = static_cast<double>(findings);
}
BENCHMARK(half_of_the_apps_elsewhere)->Arg(1111)->Arg(11111)->Unit(benchmark::kMillisecond);

/// What stands in one value, on one line as long as its file.
enum class LongLine : std::int64_t { calls, nested_calls, twin_parameters };

std::string long_line(LongLine kind, std::int64_t count) {
  const auto times = [&](std::string_view part) {
    std::string text;
    for (std::int64_t i = 0; i < count; ++i) text += part;
    return text;
  };
  std::string parameter =
      "<externalCredentialParameters><parameterGroup>Harbor</parameterGroup>"
      "<parameterName>X-Harbor</parameterName><parameterType>AuthHeader</parameterType>"
      "<parameterValue>";
  switch (kind) {
    case LongLine::calls:
      parameter += "{!'a'" + times(" + BASE64ENCODE(LOWER($Credential.Harbor.key))") + "}";
      break;
    case LongLine::nested_calls:
      parameter += "{!" + times("BASE64ENCODE('a' + ") + "'b'" + times(")") + "}";
      break;
    case LongLine::twin_parameters:
      parameter += "v" + times("</parameterValue><parameterValue>v");
      break;
  }
  parameter += "</parameterValue></externalCredentialParameters>";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<ExternalCredential xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
         "<authenticationProtocol>Custom</authenticationProtocol>" +
         parameter + (kind == LongLine::twin_parameters ? parameter : std::string()) +
         "<label>Harbor</label></ExternalCredential>\n";
}

/// Thousands of things to judge, and of findings to show, on a line as long as its file. `per_byte`
/// must not depend on the second argument.
void check_of_long_line(benchmark::State& state) {
  HashedFileTree tree("/project");
  tree.add("/project/sfdx-project.json", R"({"packageDirectories":[{"path":"app"}]})");
  tree.add("/project/app/externalCredentials/Harbor.externalCredential-meta.xml",
           long_line(static_cast<LongLine>(state.range(0)), state.range(1)));
  CheckRequest request;
  request.current_directory = tree.root();
  std::size_t shown = 0;
  for (auto _ : state) {
    const CheckResult result = run_check(test::host_with(tree), request);
    shown = text_report(result.report, *result.snippets, {}).size();
  }
  state.counters["shown_bytes"] = static_cast<double>(shown);
  state.counters["per_byte"] = benchmark::Counter(
      static_cast<double>(tree.bytes()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(check_of_long_line)
    ->ArgNames({"kind", "count"})
    ->ArgsProduct({{0, 1, 2}, {1000, 4000, 16000}})
    ->Unit(benchmark::kMillisecond);

/// A project that stays loaded, as a server would hold it.
class LoadedProject {
 public:
  explicit LoadedProject(std::uint32_t stacks) : tree_(make_tree(stacks, 0)) {
    const SchemaMatcher matcher(*schema_);
    DiscoveryOptions options;
    options.current_directory = tree_->root();
    const auto sources = std::make_shared<SourceStore>(*tree_);
    discovery_ = discover(*sources, matcher, options);
    if (discovery_.projects.size() != 1) throw std::logic_error("one project was expected");
    analysis_ = std::make_unique<ProjectAnalysis>(
        load_project(sources, schema_, discovery_.projects[0], {}), true);
    analysis_->link_all();
    analysis_->analyze_all();
  }

  ProjectAnalysis& analysis() { return *analysis_; }
  const Project& project() const { return analysis_->project(); }
  const SchemaSet& schema() const { return *schema_; }
  std::string text(FileId file) const {
    std::string result;
    if (!tree_->read(analysis_->project().path(file), result, limits::kFile)) {
      throw std::logic_error("a file is gone");
    }
    return result;
  }

 private:
  std::unique_ptr<HashedFileTree> tree_;
  std::shared_ptr<const SchemaSet> schema_ = SchemaSet::embedded();
  Discovery discovery_;
  std::unique_ptr<ProjectAnalysis> analysis_;
};

/// Processor time of `work` in seconds: what other programs do meanwhile does not count.
template <class Work>
double processor_seconds(Work&& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Resolves every app and credential of a project that is checked already, as far as `resolve`
/// goes. `of_check` is its share of what the whole check of the same project takes on one thread:
/// both in turns, and the median, since a busy machine slows down whatever runs at the time.
template <class Resolve>
void measure_resolution(benchmark::State& state, const Resolve& resolve) {
  const auto stacks = static_cast<std::uint32_t>(state.range(0));
  const auto tree = make_tree(stacks, 0);
  CheckRequest request;
  request.current_directory = tree->root();
  const LoadedProject loaded(stacks);
  std::vector<double> seconds;
  std::vector<double> shares;
  for (auto _ : state) {
    seconds.push_back(processor_seconds([&] {
      const OrgAnswers org({}, "", false);
      const ProjectContext context(loaded.project(), org);
      resolve(context);
    }));
    state.SetIterationTime(seconds.back());
    const double check = processor_seconds([&] {
      benchmark::DoNotOptimize(
          run_check(test::host_with(*tree), request).report.summary.files_checked);
    });
    shares.push_back(seconds.back() / check);
  }
  state.counters["per_stack"] = median(seconds) / stacks;
  state.counters["of_check"] = median(shares);
}

/// What rules read of apps and credentials.
void resolve_for_rules(benchmark::State& state) {
  measure_resolution(state, [](const ProjectContext& context) {
    for (const AppName& name : context.apps()) {
      const ResolvedApp app = resolve_app(context, name);
      for_each_flow(app, [](const ResolvedFlow& flow) { benchmark::DoNotOptimize(flow.state); });
    }
    for (const SymbolId credential : credentials_of(context.project())) {
      benchmark::DoNotOptimize(resolve_credential(context.project(), credential));
    }
  });
}
BENCHMARK(resolve_for_rules)
    ->Arg(1111)
    ->Arg(10000)
    ->Iterations(9)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

/// What documents show of them: the HTTP requests and the posture too.
void resolve_everything(benchmark::State& state) {
  measure_resolution(state, [](const ProjectContext& context) {
    for (const AppName& name : context.apps()) {
      benchmark::DoNotOptimize(compile_app(context, name));
    }
    for (const SymbolId symbol : credentials_of(context.project())) {
      ResolvedCredential credential = resolve_credential(context.project(), symbol);
      credential.requests = credential_requests(context.schema(), credential);
      benchmark::DoNotOptimize(credential);
    }
  });
}
BENCHMARK(resolve_everything)
    ->Arg(1111)
    ->Arg(10000)
    ->Iterations(9)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

/// All rules together, on one thread, against what reading the same files takes (read, scan, tree,
/// bind). `of_reading` is the ratio of the two in one run.
void rules_against_reading(benchmark::State& state) {
  const auto tree = make_tree(static_cast<std::uint32_t>(state.range(0)), 0);
  const auto schema = SchemaSet::embedded();
  const SchemaMatcher matcher(*schema);
  DiscoveryOptions options;
  options.current_directory = tree->root();
  const auto sources = std::make_shared<SourceStore>(*tree);
  const Discovery discovery = discover(*sources, matcher, options);
  using Clock = std::chrono::steady_clock;
  std::chrono::duration<double> reading{0};
  std::chrono::duration<double> judging{0};
  for (auto _ : state) {
    const auto start = Clock::now();
    Project project =
        load_project(std::make_shared<SourceStore>(*tree), schema, discovery.projects[0], {});
    const auto read = Clock::now();
    ProjectAnalysis analysis(std::move(project), false);
    analysis.link_all();
    analysis.analyze_all();
    judging += Clock::now() - read;
    reading += read - start;
    benchmark::DoNotOptimize(analysis.sound());
  }
  state.counters["of_reading"] = judging / reading;
}
BENCHMARK(rules_against_reading)->Arg(1111)->Arg(10000)->Unit(benchmark::kMillisecond);

/// What a person does to a file: a letter goes missing in the name of the app or in a value.
std::string edited(std::string text, std::size_t choice) {
  const std::size_t app = text.find("<externalClientApplication>");
  const std::size_t at = app != std::string::npos && choice % 2 == 0 ? app + 29 : text.rfind("</");
  return text.erase(at - 1, 1);
}

double percentile(const std::vector<double>& sorted, double part) {
  return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

/// One file changes in a project of 90,000: its facts are made anew and the units that it touches
/// are answered again. The next edit takes the change back.
void edit_in_large_project(benchmark::State& state) {
  static LoadedProject loaded(kLargeProject);
  FactsBuilder builder(loaded.schema());
  std::minstd_rand random(7);
  std::vector<double> milliseconds;
  std::size_t units = 0;
  FileId file{0};
  std::string text;
  bool take_back = false;
  for (auto _ : state) {
    if (!take_back) {
      const auto count = static_cast<std::uint32_t>(loaded.analysis().project().file_count());
      file = loaded.analysis().project().files()[random() % count];
      text = loaded.text(file);
    }
    const std::string now = take_back ? text : edited(text, random());
    const TypeId type = loaded.analysis().project().file(file).type;
    take_back = !take_back;

    const auto start = std::chrono::steady_clock::now();
    loaded.analysis().replace(file, builder.analyze(now, type));
    units += loaded.analysis().update();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(elapsed.count());
    milliseconds.push_back(elapsed.count() * 1e3);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["p50_ms"] = percentile(milliseconds, 0.5);
  state.counters["p95_ms"] = percentile(milliseconds, 0.95);
  state.counters["max_ms"] = milliseconds.back();
  state.counters["units"] = static_cast<double>(units) / static_cast<double>(milliseconds.size());
}
BENCHMARK(edit_in_large_project)->Iterations(4000)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace ecac::bench
