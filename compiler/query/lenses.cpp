#include "compiler/query/lenses.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/emit/screen/app_words.h"
#include "compiler/emit/screen/credential_words.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

constexpr std::size_t kLongestTitle = 160;

/// `2 flows ready · 1 blocked`.
std::string flows_in_short(const CompiledApp& app) {
  std::size_t ready = 0;
  std::size_t blocked = 0;
  std::size_t unknown = 0;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    if (works(flow.state)) ++ready;
    if (flow.state == FlowState::blocked) ++blocked;
    if (flow.state == FlowState::unknown) ++unknown;
  });
  if (ready + blocked + unknown == 0) return "no flow is on";
  std::vector<std::string> parts;
  const auto add = [&parts](std::size_t count, std::string_view state) {
    if (count == 0) return;
    const std::string_view noun = !parts.empty() ? "" : count == 1 ? "flow " : "flows ";
    parts.push_back(fmt::format("{} {}{}", count, noun, state));
  };
  add(ready, "ready");
  add(blocked, "blocked");
  add(unknown, "unknown");
  return fmt::format("{}", fmt::join(parts, " · "));
}

std::string users_in_short(const ResolvedProject& project, const CompiledApp& app) {
  std::string users;
  std::size_t more = 0;
  for (const AppFact& fact : AppWords(project, app).facts()) {
    if (fact.label == "who") {
      users = fact.value;
    } else if (fact.label.empty() && !users.empty()) {
      ++more;
    } else if (!users.empty()) {
      break;
    }
  }
  if (users == "unknown") return "users unknown";
  return more == 0 ? users : fmt::format("{} and {} more", users, more);
}

std::string title_of(const ResolvedProject& project, const CompiledApp& app) {
  const std::string users = users_in_short(project, app);
  return users.empty() ? flows_in_short(app) : fmt::format("{} · {}", flows_in_short(app), users);
}

std::string title_of(const ResolvedCredential& credential) {
  std::string title(credential.flow.known() ? words_for(*credential.flow.value)
                                            : std::string_view("flow unknown"));
  if (!credential.external.reference.found()) return title;
  std::set<std::string_view> holders;
  for (const PrincipalGrant& grant : credential.grants) {
    if (grant.principal_access.is(true)) holders.insert(grant.holder);
  }
  if (holders.empty()) return title + " · granted by nobody here";
  const std::size_t sets = holders.size();
  return fmt::format("{} · granted by {} permission set{}", title, sets, sets == 1 ? "" : "s");
}

}  // namespace

std::vector<Lens> lenses(const Snapshot& snapshot, FileId file) {
  if (!snapshot.project().has(file)) return {};
  const FileFacts& facts = snapshot.facts(file);
  if (facts.root_tag().empty()) return {};
  Lens lens;
  lens.range = facts.root_tag();
  const Project& project = snapshot.project();
  if (project.file(file).type == types::ExternalClientApplication) {
    const AppName app = app_of_file(snapshot, file);
    if (app.symbol == SymbolId::none) return {};
    const ResolvedProject resolved = resolve_alone(snapshot, app);
    lens.title = title_of(resolved, resolved.apps.front());
    lens.kind = "app";
    lens.name = std::string(project.symbols().name(app.symbol));
  } else if (const SymbolId credential = credential_of_file(snapshot, file);
             credential != SymbolId::none) {
    const ResolvedProject resolved = resolve_alone(snapshot, credential);
    lens.title = title_of(resolved.credentials.front());
    lens.kind = "credential";
    lens.name = std::string(project.symbols().name(credential));
  } else {
    return {};
  }
  lens.title = shortened(snapshot.redact(file, printable(lens.title)), kLongestTitle);
  return {std::move(lens)};
}

}  // namespace ecac
