#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/file_facts.h"

namespace ecac {

/// The consumer key in the facts of a file, of whatever type; null where there is none to judge.
const FieldFact* find_consumer_key(const FileFacts& facts);

/// Which files of a project carry a consumer key. Only one app of all orgs can have it.
class ConsumerKeys {
 public:
  void add(const FileFacts& facts, FileId file);
  void remove(const FileFacts& facts, FileId file);
  /// Files that may carry the key, in no order; whoever asks compares.
  std::vector<FileId> find(std::string_view key) const;

  static std::uint64_t hash(std::string_view key);

 private:
  std::unordered_multimap<std::uint64_t, FileId> files_;
};

}  // namespace ecac
