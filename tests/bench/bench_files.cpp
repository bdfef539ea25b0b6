#include "tests/bench/bench_files.h"

#include <algorithm>
#include <random>
#include <string_view>

#include "compiler/schema/schema_set.h"
#include "tests/bench/generate_project.h"

namespace ecac::bench {

namespace {

constexpr std::string_view kSourceEnding = "-meta.xml";

TypeId type_of(const std::string& path) {
  std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  if (!name.ends_with(kSourceEnding)) return TypeId::none;
  name.remove_suffix(kSourceEnding.size());
  const std::size_t dot = name.rfind('.');
  const TypeSchema* type =
      SchemaSet::embedded()->find_by_suffix(name.substr(dot + 1), name.substr(0, dot));
  return type == nullptr ? TypeId::none : type->id;
}

}  // namespace

std::vector<BenchFile> make_files(std::uint32_t stacks) {
  std::vector<BenchFile> files;
  files.reserve(std::size_t{stacks} * kPartCount + 8);
  generate_project({.stacks = stacks}, [&](const std::string& path, std::string_view text) {
    const TypeId type = type_of(path);
    if (type != TypeId::none) files.push_back({path, std::string(text), type});
  });
  std::shuffle(files.begin(), files.end(), std::minstd_rand(1));
  return files;
}

const std::vector<BenchFile>& sample_files() {
  static const std::vector<BenchFile> files = make_files(111);
  return files;
}

std::size_t total_bytes(const std::vector<BenchFile>& files) {
  std::size_t bytes = 0;
  for (const BenchFile& file : files) bytes += file.text.size();
  return bytes;
}

}  // namespace ecac::bench
