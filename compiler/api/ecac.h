#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/host.h"

/// What others may build upon: these headers are installed, and no others. They name nothing but
/// each other and the standard library.
namespace ecac::api {

/// What to look at, and how. Each field means what the option of that name means on the command
/// line (docs/cli.md).
struct Options {
  std::string current_directory = "/";  ///< absolute; relative paths begin here
  std::vector<std::string> paths = {};  ///< none is the project around the current folder
  /// `lint`, `predeploy` or `audit`; "" is that of the configuration, else `lint`.
  std::string mode = {};
  std::string preset = {};
  std::vector<std::string> select = {};
  std::vector<std::string> ignore = {};
  std::vector<std::string> exclude = {};
  std::string config = {};  ///< instead of the nearest ecac.json
  bool isolated = false;    ///< no ecac.json
};

/// What came of it.
struct Answer {
  std::string json = {};  ///< "" if there is nothing that could be said
  std::size_t errors = 0;
  std::size_t warnings = 0;
  /// False if the call ended early by a failure inside, or for want of memory.
  bool done = false;
  /// What could not be done, a sentence each: a path that is not there, an option that means
  /// nothing, a failure inside. Empty is a complete answer if it is `done`.
  std::vector<std::string> failures = {};
};

/// The report of `ecac check --output-format json` (docs/output-formats.md).
Answer check(const Host& host, const Options& options) noexcept;

/// The document of `ecac compile --emit-partial` (docs/resolved-format.md).
Answer compile(const Host& host, const Options& options) noexcept;

/// Of the library, such as `0.1.0`.
std::string_view version() noexcept;

}  // namespace ecac::api
