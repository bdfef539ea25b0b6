#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/model/binder/facts_builder.h"
#include "compiler/model/project.h"
#include "compiler/schema/packed/packed_schema.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/bench/bench_files.h"

namespace ecac::bench {

namespace {

void unpack_schema(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        PackedSchema::unpack(packed_schema_structure(), packed_schema_texts()));
  }
}
BENCHMARK(unpack_schema)->Unit(benchmark::kMicrosecond);

void facts_of_files(benchmark::State& state) {
  FactsBuilder builder(*SchemaSet::embedded());
  const std::vector<BenchFile>& files = sample_files();
  for (auto _ : state) {
    for (const BenchFile& file : files) {
      benchmark::DoNotOptimize(builder.analyze(file.text, file.type));
    }
  }
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(iterations * static_cast<std::int64_t>(files.size()));
  state.SetBytesProcessed(iterations * static_cast<std::int64_t>(total_bytes(files)));
}
BENCHMARK(facts_of_files)->Unit(benchmark::kMicrosecond);

std::vector<ProjectFile> analyzed(const std::vector<BenchFile>& files) {
  FactsBuilder builder(*SchemaSet::embedded());
  std::vector<ProjectFile> result;
  result.reserve(files.size());
  for (const BenchFile& file : files) {
    ProjectFile entry;
    const std::string_view name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
    entry.full_name = name.substr(0, name.find('.'));
    entry.type = file.type;
    entry.facts = builder.analyze(file.text, file.type);
    result.push_back(std::move(entry));
  }
  return result;
}

/// Names and uses of all files into a new index; the argument is the number of stacks.
void index_of_project(benchmark::State& state) {
  const std::vector<BenchFile> files = make_files(static_cast<std::uint32_t>(state.range(0)));
  std::vector<ProjectFile> entries = analyzed(files);
  const MemoryFileTree nothing;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    Project project(SchemaSet::embedded(), {}, std::make_shared<SourceStore>(nothing));
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const FileId id = project.sources().id_of(files[i].path);
      project.add_file(id, std::move(entries[i]));
      project.link(id);
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(elapsed.count());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const FileId id = project.files()[i];
      project.unlink(id);
      entries[i] = std::move(project.file(id));
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(files.size()));
}
BENCHMARK(index_of_project)
    ->Arg(111)
    ->Arg(1111)
    ->Arg(11111)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace ecac::bench
