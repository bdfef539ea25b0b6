#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "compiler/support/changes/change_watch.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/file_writer.h"

namespace ecac {

/// Everything a command takes from outside, handed in so that a test can be the outside.
struct World {
  const FileTree& files;
  FileWriter& writer;                  ///< changes what `files` shows
  std::string current_directory = {};  ///< absolute
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  /// Value of an environment variable; empty if it is not set.
  std::function<std::string(const char* name)> environment = {};
  /// Today's date, `YYYY-MM-DD`.
  std::function<std::string()> today = {};
  /// Seconds since some fixed moment.
  std::function<double()> seconds = {};
  /// Tells of changes of `files`; none where nobody can.
  std::function<std::unique_ptr<ChangeWatch>()> watch_changes = {};
  /// Why the last write to `out` failed; empty if it did not. "quiet" if the reader went away.
  std::function<std::string()> out_failure = {};
  /// The same bytes as of `in` and `out`, for who reads and writes at the same time: as
  /// ServedStreams has them. Empty where only those two are there.
  std::function<long(char* to, std::size_t size)> read_in = {};
  std::function<bool(std::string_view bytes)> write_out = {};
};

/// 2 wins over 1 and is never hidden.
enum class ExitCode { clean = 0, findings = 1, failure = 2 };

}  // namespace ecac
