#pragma once

#include <string>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// The package that a file is built into; null if it is in no directory of one.
const PackageFolder* package_of(const RuleContext& ctx, FileId file);

/// Whether a file is in the package, or in one that it depends on.
bool travels_with(const RuleContext& ctx, const PackageFolder& package, FileId file);

/// The package as a message names it.
std::string shown_package(const PackageFolder& package);

/// Whether the component of a file is not in the earlier state; false where there is none to
/// compare with.
bool is_new(const RuleContext& ctx, FileId file);

}  // namespace ecac
