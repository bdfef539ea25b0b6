#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/resolve/org/run_facts.h"
#include "compiler/resolve/values/http_request.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// One value of a call that only its sender knows.
struct CallCredential {
  std::string name = {};
  std::string placeholder = {};  ///< `<clientSecret>`
  bool encrypted = true;
};

/// A call of a REST API of the org.
struct ManualCall {
  std::string method = "POST";
  std::string replace_method = {};  ///< where the org holds one already; "" if it is the same
  std::string path = {};            ///< from the org's host on
  std::vector<RequestParameter> members = {};  ///< of the JSON body, before `credentials`
  std::vector<CallCredential> credentials = {};
  bool as_list = false;  ///< `credentials` is a list of names and values, not an object

  bool has_body() const { return !members.empty() || !credentials.empty(); }
  /// Credentials are among what it sends, even if nobody knows which.
  bool stores() const { return !replace_method.empty(); }
};

/// Something a deploy cannot carry, that somebody has to do in the org.
struct ManualStep {
  std::string_view kind = {};  ///< of `ManualStep`
  bool before = false;         ///< of the deploy, which needs it; else after it
  /// Between two stages: before this one, and after those before it.
  std::optional<DeployStage> before_stage = {};
  TypeId type = TypeId::none;  ///< what it is done for
  std::string name = {};
  std::string why = {};
  std::optional<ManualCall> call = {};
  std::string command = {};  ///< of the `sf` CLI that does the same; "" if there is none
  std::string setup = {};    ///< path in Setup, or who does what where
  /// Of whoever does it: one of these, API names; empty if none is needed or known.
  std::vector<std::string_view> any_permission = {};
  bool unconfirmed = false;  ///< need or way rest on no document; said wherever it is shown
  Origin origin = {};
};

/// What the project's facts make necessary, in the order in which it can be done: before the
/// deploy, then between its stages, then after it; by component. `components` are those of
/// `deploy_components`.
std::vector<ManualStep> manual_steps(const ProjectView& project,
                                     std::span<const DeployComponent> components,
                                     const RunFacts& run);

}  // namespace ecac
