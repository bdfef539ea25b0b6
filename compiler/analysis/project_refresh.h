#pragma once

#include <span>
#include <string>

#include "compiler/analysis/project_analysis.h"
#include "compiler/analysis/project_loader.h"

namespace ecac {

/// Brings an analysis that tracks edits to what a new discovery of its project, over the same store
/// of texts, finds. Files that came, went or are deployed otherwise are entered so; of those that
/// stayed, only the ones whose absolute paths are among `changed` are read again, contents beside a
/// description and Apex classes included; the store has forgotten these. Where project file,
/// ecac.json, manifest or definition files say something else than before, all is answered anew,
/// from the facts that are there.
///
/// Borrows the files of the options until the next refresh, and nothing else. Returns how many
/// units were answered.
std::size_t refresh(const DiscoveredProject& discovered, const LoadOptions& options, RunFacts run,
                    std::span<const std::string> changed, ProjectAnalysis& analysis);

}  // namespace ecac
