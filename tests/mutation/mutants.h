#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/project_builder.h"

namespace ecac::test {

/// One small mistake in a project that had none.
struct Mutant {
  std::string op = {};    ///< which kind of mistake
  std::string what = {};  ///< where, for people: `Portal.eca-meta.xml label`
  std::string path = {};
  std::optional<std::string> text = {};  ///< what the file holds now; none: it is gone
};

/// All mutants of a project whose paths are absolute, one mistake each, by the fixed operators: in
/// the order of the operators and then of the files.
std::vector<Mutant> mutants_of(const ProjectTexts& project);

/// The operators in the order of a report.
std::vector<std::string> mutation_operators();

}  // namespace ecac::test
