#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/resolve/app/resolved_app.h"

namespace ecac {

// What a project makes, ready to show: plain texts without the secrets of its files, for pages that
// show more than findings. Paths are those from the root of the report.

/// A question that metadata cannot always answer.
enum class Verdict : std::uint8_t { no, yes, unknown };

/// What holds, where that stands, and what else there is to know of it. A label of "" goes on with
/// the fact before.
struct OverviewFact {
  std::string label = {};
  std::string value = {};
  std::string place = {};
  std::string reason = {};
};

/// A condition of a flow.
struct OverviewCondition {
  Verdict met = Verdict::unknown;
  std::string text = {};
  std::string place = {};
  std::string decision = {};  ///< the field with its value and who can change it
};

/// A flow of an app. One that is off has only the conditions that would turn it on.
struct OverviewFlow {
  std::string name = {};
  FlowState state = FlowState::unknown;
  std::string state_text = {};  ///< `off (admin)`
  std::vector<OverviewCondition> conditions = {};
  std::vector<std::string> requests = {};  ///< each of several lines
};

/// An app with its flows, one of each kind in the order of the kinds.
struct OverviewApp {
  std::string name = {};
  bool defined = true;  ///< in this project, and not only named there
  std::string heading = {};
  std::string client = {};  ///< `public`; "" where nobody knows
  Verdict pkce = Verdict::unknown;
  bool has_refresh_tokens = false;  ///< it may have
  Verdict rotation = Verdict::unknown;
  std::string longest_token = {};  ///< `30 min`; "" where nobody knows
  std::string users = {};
  std::vector<OverviewFact> facts = {};
  std::vector<OverviewFlow> flows = {};
  std::vector<std::string> requests = {};  ///< of no flow
  std::vector<std::string> unknowns = {};  ///< what would decide the flows that are unknown
  std::vector<std::string> files = {};
};

/// A step of the way that a callout goes.
struct OverviewLink {
  std::string kind = {};  ///< `named credential`
  std::string name = {};
  Verdict there = Verdict::unknown;
  std::string note = {};
};

/// What a permission set gives its users of a principal.
struct OverviewGrant {
  std::string holder = {};
  Verdict principal = Verdict::unknown;
  Verdict tokens = Verdict::unknown;
  Verdict complete = Verdict::unknown;
  std::string place = {};
  std::vector<std::string> notes = {};
};

/// An identity that permission sets grant; without a name, the grants of none.
struct OverviewPrincipal {
  std::string name = {};
  std::string kind = {};
  std::vector<OverviewGrant> grants = {};
};

/// A credential with all that stands behind it.
struct OverviewCredential {
  std::string name = {};
  std::string kind = {};
  std::string flow = {};
  std::vector<OverviewLink> chain = {};
  std::string resource = {};  ///< that tokens are asked for; "" for none
  Verdict resource_fits = Verdict::unknown;
  Verdict granted = Verdict::unknown;
  std::vector<OverviewFact> facts = {};
  std::vector<OverviewPrincipal> principals = {};
  std::vector<std::string> requests = {};
};

/// A component on the map.
struct MapNode {
  std::string kind = {};
  std::string name = {};
  Verdict there = Verdict::yes;
  unsigned column = 0;  ///< from the left
};

/// One component names another one; indexes into the nodes of the group.
struct MapLink {
  std::size_t from = 0;
  std::size_t to = 0;
  Verdict holds = Verdict::yes;
  bool backwards = false;  ///< it is the second that names the first
};

/// What belongs to one app or one external credential.
struct MapGroup {
  std::string name = {};
  std::vector<MapNode> nodes = {};
  std::vector<MapLink> links = {};
};

/// A value that has to be set for each org.
struct OverviewValue {
  std::string component = {};
  std::string field = {};
  std::string kind = {};
  std::string detail = {};
};

/// How a project is deployed.
struct OverviewDeploy {
  std::vector<std::string> stages = {};
  std::string plan = {};  ///< Markdown
  std::vector<OverviewValue> values = {};
};

/// One project of a run.
struct ProjectOverview {
  std::string path = {};  ///< of its folder; `.` is the root
  std::string environment = {};
  std::vector<OverviewApp> apps = {};
  std::vector<OverviewCredential> credentials = {};
  std::vector<MapGroup> map = {};
  OverviewDeploy deploy = {};
};

}  // namespace ecac
