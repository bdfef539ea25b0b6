#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/project_builder.h"

namespace ecac::test {

/// One small mistake in a project that had none.
struct Mutant {
  std::string op = {};    ///< which kind of mistake
  std::string what = {};  ///< where, for people: `Portal.eca-meta.xml label`
  /// What files hold now, by their paths; none: the file is gone.
  std::map<std::string, std::optional<std::string>> files = {};
  bool by_manifest = false;  ///< shows in a deploy by the manifest of the sample alone
};

/// The manifest of a sample, below its root.
inline constexpr char kSampleManifest[] = "manifest/package.xml";

/// All mutants of a project below the folder `root`, one mistake each, by the fixed operators: in
/// the order of the operators and then of the files.
std::vector<Mutant> mutants_of(const std::string& root, const ProjectTexts& project);

/// The operators in the order of a report.
std::vector<std::string> mutation_operators();

}  // namespace ecac::test
