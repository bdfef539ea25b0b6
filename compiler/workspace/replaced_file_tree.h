#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/org/run_facts.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/source/line_index.h"
#include "compiler/support/files/forwarding_file_tree.h"
#include "compiler/support/mutex.h"
#include "compiler/workspace/env_file.h"
#include "compiler/workspace/project_file.h"
#include "compiler/workspace/replaced_text.h"
#include "compiler/workspace/written.h"

namespace ecac {

/// The `replacements` of a project file as plain data, in their order. Those that lack a part are
/// left out; the project file has a problem for each.
std::vector<DeclaredReplacement> declared_replacements(const SfdxProjectFile& file);

/// A tree that stands in front of another and shows the files of one project as a deploy to one
/// target would send them. First the `replacements` of the project file are applied, each to what
/// the ones before it left, as the Salesforce CLI does: a value goes in as it is, so one with `&`
/// or `<` has to be escaped by whoever sets it, and `$&`, `$1` … in it mean what they mean to the
/// CLI. Then `${NAME}` and `{{NAME}}` are replaced in what is still as written, for the names that
/// have a value.
///
/// Only files below the root are changed, none below a nested project, no project file, and
/// nothing that holds a NUL byte (UTF-16, binary). A file to put in must lie below the root.
/// Borrows the tree behind it. Values are kept out of everything but the texts.
class ReplacedFileTree final : public ForwardingFileTree {
 public:
  ReplacedFileTree(const FileTree& base, std::string root, const SfdxProjectFile& project_file,
                   Environment environment);

  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;

  /// Where a range of a text that was read stands in the file; the path as it was read. The
  /// variable is "" if none of it was put in.
  OriginalPlace original(const std::string& path, TextRange range) const;
  /// The same as a person counts it; reads the file again. None for a file in which nothing was
  /// put in: what was read is what was written.
  std::optional<LineColumn> original_position(const std::string& path, TextRange range) const;
  /// What was put into the files that were read and has `shortest` bytes or more: each text once,
  /// in order. A text that was put in may stand elsewhere, too.
  std::vector<std::string> values_put_in(std::size_t shortest) const;
  /// Whether something was put into the file, once it was read.
  bool is_changed(const std::string& path) const;
  /// The entries that do nothing because the environment lacks their variable, which they do not
  /// allow; in the order of the project file, and also where no file needs them. Entries whose
  /// conditions do not hold ask for nothing.
  std::vector<DeclaredReplacement> unset_variables() const;
  /// Those that would put in a file which is not there, in the same way.
  std::vector<DeclaredReplacement> missing_files() const;
  /// Whether an entry, by its number in declared_replacements(), replaces nothing here though its
  /// conditions hold: a deploy with the value would.
  bool leaves(std::size_t number) const;
  /// What else the files that were read needed and did not get: files to put in that cannot be
  /// read, patterns that cannot be used. In the order of their places in the project file, and the
  /// same whatever the order of reading.
  std::vector<ProjectFileFault> faults() const;

 private:
  struct Entry {
    std::size_t number = 0;
    DeclaredReplacement declared = {};
    ReplacementMatcher matcher;
    std::optional<std::string> text = {};  ///< what goes in
    std::string problem = {};              ///< why nothing does; "" if only the variable is unset
    TextRange problem_range = {};
  };

  void prepare(std::size_t number, DeclaredReplacement declared);
  bool holds(const DeclaredReplacement::Condition& condition) const;
  Result<std::string> content_of(const std::string& file) const;
  bool belongs(const std::string& path) const;
  bool is_nested(const std::string& directory) const;
  Result<void> apply(const Entry& entry, ReplacedText& text, std::size_t limit) const;
  void fill_placeholders(ReplacedText& text) const;
  void put_in(std::span<const TextReplacement> replacements, ReplacedText& text) const;

  std::string root_;
  std::string project_file_;
  Environment environment_;
  std::vector<Entry> entries_;

  mutable Mutex mutex_;
  mutable std::map<std::string, ReplacedPieces, std::less<>> pieces_;
  mutable std::set<std::string, std::less<>> values_;
  mutable std::map<std::string, bool, std::less<>> nested_;
  mutable std::set<std::size_t> failed_;  ///< entries that a file would have needed
};

}  // namespace ecac
