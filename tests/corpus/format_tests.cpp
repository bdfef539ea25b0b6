#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "tests/support/golden.h"

namespace ecac::test {
namespace {

/// What `ecac format` makes of the corpus: files that it would change, files that it refuses, and
/// why neither is one that an org wrote.
struct FormattedCorpus {
  std::string changed = {};
  std::string refused = {};
  std::string summary = {};
};

FormattedCorpus formatted_corpus(const std::string& shared) {
  const ProgramResult run = run_program("format --check .", shared + "/corpus");
  EXPECT_LE(run.exit_code, 2) << run.errors;
  FormattedCorpus result{.changed = run.output};
  std::istringstream lines(run.errors);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("ecac: ")) {
      result.refused += line.substr(6, line.find(": not formatted") - 6) + "\n";
    } else {
      result.summary = line;
    }
  }
  return result;
}

}  // namespace
}  // namespace ecac::test
