#include "compiler/resolve/posture/compiled_app.h"

#include <utility>

#include "compiler/resolve/app/app_resolver.h"
#include "compiler/resolve/app/client_requests.h"

namespace ecac {

CompiledApp compile_app(const ProjectContext& context, const AppName& name) {
  ResolvedApp app = resolve_app(context, name);
  CompiledApp compiled;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    ResolvedFlow& kept = compiled.flows[static_cast<std::size_t>(flow.kind)];
    kept = flow;
    kept.requests = client_requests(context, app, flow);
  });
  compiled.requests = token_requests(context, app);
  compiled.posture = resolve_posture(context, AppFiles(context.project(), name), app);
  compiled.settings = written_settings(context.project(), app.files);
  for (const FileId file : app.files) {
    compiled.files.push_back(context.project().shown_path(file));
  }
  static_cast<AppValues&>(compiled) = std::move(static_cast<AppValues&>(app));
  return compiled;
}

}  // namespace ecac
