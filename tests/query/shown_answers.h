#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac::test {

/// Answers of the queries as lines of text. None where nobody knows the question; empty where
/// nothing is answered.
class ShownAnswers {
 public:
  static constexpr std::array<std::string_view, 8> kOfPlaces = {
      "stands", "hover", "plain", "definition", "references", "uses", "highlights", "selection"};
  static constexpr std::array<std::string_view, 6> kOfFiles = {"symbols", "folds",  "tokens",
                                                               "links",   "lenses", "hints"};

  explicit ShownAnswers(Snapshot snapshot) : snapshot_(snapshot) {}

  std::optional<std::string> of_place(std::string_view verb, FileId file,
                                      std::uint32_t offset) const;
  std::optional<std::string> of_file(std::string_view verb, FileId file) const;
  std::optional<std::string> of_project(std::string_view verb, std::string_view about) const;

 private:
  /// `Portal.eca-meta.xml:2:5-2:10 text`, the text shortened and on one line.
  std::string place(FileId file, TextRange range) const;
  /// The same without the path.
  std::string range(FileId file, TextRange range) const;
  std::string stands(FileId file, std::uint32_t offset) const;
  std::string definition_at(FileId file, std::uint32_t offset) const;
  std::string symbols(FileId file) const;
  std::string tokens(FileId file) const;

  Snapshot snapshot_;
};

}  // namespace ecac::test
