#pragma once

#include <memory>
#include <string>

#include "compiler/live/live_workspace.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/query/marked_page.h"

namespace ecac::test {

/// The project of a page as an editor has it, and the answers to its questions as text.
class AskedProject {
 public:
  explicit AskedProject(const MarkedPage& page);
  ~AskedProject();

  /// What is answered to a question such as `hover root`; a sentence in brackets where the question
  /// cannot be asked. Ends in a line end, or is empty.
  std::string answer(const std::string& question) const;
  /// Everything that can be asked at one place, and everything that is asked of whole files.
  std::string all_answers(const MarkedFile& file, std::uint32_t offset) const;
  std::string all_answers(const MarkedFile& file) const;
  std::string all_answers() const;

  Snapshot snapshot() const;
  FileId file_id(const MarkedFile& file) const;
  /// The file as it is now.
  std::shared_ptr<const SourceText> text(const MarkedFile& file) const;
  /// As an editor that has the file open changes it.
  void change(const MarkedFile& file, std::string text);

 private:
  class Asker;
  std::string path_of(const MarkedFile& file) const;

  const MarkedPage& page_;
  MemoryFileTree tree_ = {};
  std::unique_ptr<LiveWorkspace> live_ = {};
};

}  // namespace ecac::test
