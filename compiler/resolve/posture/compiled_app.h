#pragma once

#include <array>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/posture/app_posture.h"
#include "compiler/resolve/posture/app_settings.h"

namespace ecac {

/// All that the metadata decides about one app, with every flow worked out and its requests: a
/// value that can be copied, moved and kept when the project is gone. Its places are those of the
/// run.
struct CompiledApp : AppValues {
  std::vector<std::string> files = {};  ///< paths below the project's root
  /// One of each kind, in the order of the kinds.
  std::array<ResolvedFlow, kFlowCount> flows = {};
  std::vector<HttpRequest> requests = {};  ///< that belong to no flow
  AppPosture posture = {};
  std::vector<WrittenSettings> settings = {};

  const ResolvedFlow& flow(FlowKind kind) const { return flows[static_cast<std::size_t>(kind)]; }
};

CompiledApp compile_app(const ProjectContext& context, const AppName& app);

}  // namespace ecac
