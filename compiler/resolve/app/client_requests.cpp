#include "compiler/resolve/app/client_requests.h"

#include "compiler/resolve/app/app_request_facts.h"

namespace ecac {

namespace {

/// What the descriptions of requests call those that belong to no flow.
constexpr std::string_view kOfNoFlow = "app";

std::vector<HttpRequest> described(const ProjectContext& context, const ResolvedApp& app,
                                   std::string_view of, FlowKind kind) {
  const RequestSet* set = context.schema().find_requests(of);
  if (set == nullptr) return {};
  return requests_as_sent(*set, AppRequestFacts(context, app, kind));
}

}  // namespace

std::vector<HttpRequest> client_requests(const ProjectContext& context, const ResolvedApp& app,
                                         const ResolvedFlow& flow) {
  if (flow.state == FlowState::off) return {};
  return described(context, app, to_string(flow.kind), flow.kind);
}

std::vector<HttpRequest> token_requests(const ProjectContext& context, const ResolvedApp& app) {
  bool issued = false;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    issued = issued || (flow.state != FlowState::off && flow.kind != FlowKind::saml);
  });
  if (!issued) return {};
  return described(context, app, kOfNoFlow, FlowKind::refresh);
}

}  // namespace ecac
