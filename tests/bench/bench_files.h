#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/schema/type_schema.h"

namespace ecac::bench {

struct BenchFile {
  std::string path = {};
  std::string text = {};
  TypeId type = TypeId::none;
};

/// The metadata files of a generated project without defects, shuffled as a disk would give them.
std::vector<BenchFile> make_files(std::uint32_t stacks);

/// A thousand files of all kinds: the text that the benchmarks per file go through again and again.
const std::vector<BenchFile>& sample_files();

std::size_t total_bytes(const std::vector<BenchFile>& files);

}  // namespace ecac::bench
