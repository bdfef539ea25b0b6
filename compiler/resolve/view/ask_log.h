#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/model/symbol_index.h"

namespace ecac {

/// The kinds of questions whose answers are known by a key alone.
enum class Question : std::uint8_t {
  absent_name,       ///< that nothing in the project defines or uses
  namespaced_names,  ///< the names that are this one behind a namespace
  spellings,         ///< the names that are this one but for letter case
  any_of_type,       ///< whether any file defines a name of the type
  all_of_type,       ///< which files of the type there are
  all_files,
  consumer_key,   ///< who carries it
  file_table,     ///< which files a `FileTable` has under a word
  shared_answer,  ///< what a `SharedAnswer` holds
};

/// Two questions may have one key; then an answer is given once more than it must.
inline std::uint64_t question_key(Question question, std::uint64_t about) {
  std::uint64_t key = (about + static_cast<std::uint64_t>(question)) * 0x9E3779B97F4A7C15ULL;
  return (key ^ key >> 29) + static_cast<std::uint64_t>(question);
}
inline std::uint64_t question_key(Question question, TypeId type) {
  return question_key(question, static_cast<std::uint64_t>(type));
}

/// What an answer was read from, absence included: it must be given again when one of these
/// changes. Filled by `ProjectView` alone, and only where edits are expected.
struct AskLog {
  std::vector<FileId> files = {};      ///< whose facts, or what else belongs to them, were read
  std::vector<SymbolId> symbols = {};  ///< of which it was asked who defines or uses them
  /// Names that were missed, so that a new name near to them changes the answer.
  std::vector<std::pair<TypeId, std::string>> missed = {};
  std::vector<std::uint64_t> questions = {};  ///< all others, by `question_key`
};

}  // namespace ecac
