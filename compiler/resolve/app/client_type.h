#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/resolve/app/flow_builder.h"
#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The callback addresses, one a line, each with what it is good for.
std::vector<ResolvedCallback> resolve_callbacks(const ProjectContext& context,
                                                const ValueReader& global);

CallbackKind classify_callback(const Baseline& baseline, std::string_view uri);

/// Whether the address is a page of Salesforce that only shows the answer: many apps have it, and
/// no client is waiting there.
bool is_echo_page(const Baseline& baseline, const ResolvedCallback& callback);

/// That a client picks its code up at one of the callbacks. Headless clients may read the code from
/// the answer, so that nobody has to wait at the address.
void add_callback_condition(const Baseline& baseline, const AppValues& app, bool headless,
                            FlowBuilder& flow);

/// What the client is said to be, what its metadata shows, and what the token endpoint accepts.
/// Never infers the one from the other.
ResolvedClient resolve_client(const ProjectContext& context, const AppFiles& files,
                              std::span<const ResolvedCallback> callbacks);

}  // namespace ecac
