#include <benchmark/benchmark.h>

#include <pugixml.hpp>
#include <string>

#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_tree.h"
#include "tests/bench/bench_files.h"

namespace ecac::bench {

namespace {

void count(benchmark::State& state) {
  const auto files = static_cast<std::int64_t>(sample_files().size());
  const auto bytes = static_cast<std::int64_t>(total_bytes(sample_files()));
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(iterations * files);
  state.SetBytesProcessed(iterations * bytes);
}

/// The least that any reader of XML with this parser pays.
void pugixml_alone(benchmark::State& state) {
  std::string copy;
  pugi::xml_document document;
  for (auto _ : state) {
    for (const BenchFile& file : sample_files()) {
      copy = file.text;
      benchmark::DoNotOptimize(document.load_buffer_inplace(
          copy.data(), copy.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
          pugi::encoding_utf8));
    }
  }
  count(state);
}
BENCHMARK(pugixml_alone)->Unit(benchmark::kMicrosecond);

void scan(benchmark::State& state) {
  XmlScan result;
  for (auto _ : state) {
    for (const BenchFile& file : sample_files()) {
      scan_xml(file.text, result);
      benchmark::DoNotOptimize(result.elements().size());
    }
  }
  count(state);
}
BENCHMARK(scan)->Unit(benchmark::kMicrosecond);

void scan_and_paired_tree(benchmark::State& state) {
  XmlScan result;
  XmlTree tree;
  for (auto _ : state) {
    for (const BenchFile& file : sample_files()) {
      scan_xml(file.text, result);
      tree.build(result);
      benchmark::DoNotOptimize(tree.size());
    }
  }
  count(state);
}
BENCHMARK(scan_and_paired_tree)->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace ecac::bench
