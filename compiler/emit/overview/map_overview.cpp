#include "compiler/emit/overview/map_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "compiler/resolve/credential/identity_provider.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// `ExtlClntAppOauthSettings` as people say it beside the app: `OAuth settings`.
std::string kind_of(std::string_view type) {
  constexpr std::string_view kPrefix = "ExtlClntApp";
  if (type.starts_with(kPrefix)) type.remove_prefix(kPrefix.size());
  std::string words;
  for (const char c : type) {
    if (ascii::is_capital(c) && !words.empty()) words += ' ';
    words += ascii::to_lower(c);
  }
  // Its own name has two capitals.
  if (const std::size_t at = words.find("oauth"); at != std::string::npos) {
    words[at] = ascii::to_upper(words[at]);
    words[at + 1] = ascii::to_upper(words[at + 1]);
  }
  return words;
}

/// A group while it is made: each node once.
class GroupBuilder {
 public:
  GroupBuilder(std::string name, const ShownWords& shown) : shown_(shown) {
    group_.name = std::move(name);
  }

  std::size_t node(std::string_view kind, std::string_view name, unsigned column, Verdict there) {
    const auto [entry, added] =
        known_.try_emplace({std::string(kind), std::string(name)}, group_.nodes.size());
    if (added) {
      group_.nodes.push_back({std::string(kind), shown_(name), there, column});
    }
    return entry->second;
  }
  void link(std::size_t from, std::size_t to, Verdict holds, bool backwards = false) {
    group_.links.push_back({from, to, holds, backwards});
  }
  MapGroup take() { return std::move(group_); }

 private:
  const ShownWords& shown_;
  MapGroup group_ = {};
  std::map<std::pair<std::string, std::string>, std::size_t> known_ = {};
};

/// What belongs to an app: whom it lets in, policies, the app itself, settings.
class AppMap {
 public:
  AppMap(const ResolvedProject& project, const ShownWords& shown)
      : project_(project), shown_(shown) {
    for (const auto* components : {&project.deploy.components, &project.deploy.left_out}) {
      for (const DeployComponent& component : *components) {
        if (!component.app.empty()) parts_[component.app].push_back(&component);
        if (component.type == types::ExternalClientApplication) {
          parts_[component.name].push_back(&component);
        }
      }
    }
    for (const CompiledApp& app : project.apps) parts_[app.name];
  }

  void add_to(std::vector<MapGroup>& groups) const {
    for (const auto& [name, parts] : parts_) groups.push_back(group_of(name, parts));
  }

 private:
  enum Column : unsigned { kUsers, kPolicies, kApp, kSettings };

  static Verdict there(const std::vector<const DeployComponent*>& parts) {
    Verdict verdict = Verdict::unknown;
    for (const DeployComponent* part : parts) {
      if (part->type == types::ExternalClientApplication) return Verdict::yes;
      // All name the same app, so that who knows an answer knows it for all.
      if (verdict == Verdict::unknown) verdict = verdict_of(part->app_state);
    }
    return verdict;
  }

  MapGroup group_of(const std::string& name,
                    const std::vector<const DeployComponent*>& parts) const {
    GroupBuilder group(shown_(name), shown_);
    const Verdict exists = there(parts);
    const std::size_t app = group.node("app", name, kApp, exists);
    std::map<std::string_view, std::size_t> lets_in;
    for (const DeployComponent* part : parts) {
      if (part->type == types::ExternalClientApplication) continue;
      const TypeSchema& type = project_.schema->type(part->type);
      const unsigned column = type.owner == Owner::admin ? kPolicies : kSettings;
      const std::size_t node = group.node(kind_of(type.name), part->name, column, Verdict::yes);
      if (node == app) continue;
      group.link(node, app, exists);
      for (const std::string& user : part->gives) lets_in.try_emplace(user, node);
    }
    if (const CompiledApp* compiled = project_.app(name)) {
      for (const AuthorizedGroup& user : compiled->authorized) {
        const Verdict found = verdict_of(user.exists);
        const std::size_t node =
            group.node(user.profile ? "profile" : "permission set", user.name, kUsers, found);
        const auto policies = lets_in.find(user.name);
        // The policy names whom it lets in.
        group.link(node, policies == lets_in.end() ? app : policies->second, found, true);
      }
    }
    return group.take();
  }

  const ResolvedProject& project_;
  const ShownWords& shown_;
  std::map<std::string, std::vector<const DeployComponent*>> parts_ = {};
};

/// What goes through an external credential: who calls with it, who may, who issues tokens.
class CredentialMap {
 public:
  CredentialMap(const ResolvedProject& project, const ShownWords& shown) : shown_(shown) {
    for (const ResolvedCredential& credential : project.credentials) {
      const Resolved<std::string>& name = credential.external.reference.name;
      stacks_[name.known() && !name.value->empty() ? *name.value : credential.name].push_back(
          &credential);
    }
  }

  void add_to(std::vector<MapGroup>& groups) const {
    for (const auto& [name, users] : stacks_) groups.push_back(group_of(name, users));
  }

 private:
  enum Column : unsigned { kNamed, kHolders, kExternal, kProvider };

  MapGroup group_of(const std::string& name,
                    const std::vector<const ResolvedCredential*>& users) const {
    GroupBuilder group(shown_(name), shown_);
    for (const ResolvedCredential* user : users) {
      std::size_t named = 0;
      if (user->named) {
        named = group.node("named credential", user->name, kNamed, Verdict::yes);
      }
      const ResolvedReference& reference = user->external.reference;
      if (reference.names_none() || !reference.name.known()) continue;
      const Verdict found = verdict_of(reference.state);
      const std::size_t external = group.node("external credential", name, kExternal, found);
      if (user->named) group.link(named, external, found);
      if (user != users.front()) continue;
      for (const PrincipalGrant& grant : user->grants) {
        const std::string_view kind = grant.kind == HolderKind::permission_set_group
                                          ? "permission set group"
                                          : "permission set";
        group.link(group.node(kind, grant.holder, kHolders, Verdict::yes), external,
                   verdict_of(grant.complete));
      }
      const ResolvedProvider& provider = user->provider;
      if (provider.kind == ProviderKind::none || provider.reference.names_none()) continue;
      if (!provider.reference.name.known()) continue;
      const Verdict issues = verdict_of(provider.reference.state);
      group.link(
          external,
          group.node(words_for(provider.kind), *provider.reference.name.value, kProvider, issues),
          issues);
    }
    return group.take();
  }

  const ShownWords& shown_;
  std::map<std::string, std::vector<const ResolvedCredential*>> stacks_ = {};
};

}  // namespace

std::vector<MapGroup> map_overview(const ResolvedProject& project, const ShownWords& shown) {
  std::vector<MapGroup> groups;
  AppMap(project, shown).add_to(groups);
  CredentialMap(project, shown).add_to(groups);
  return groups;
}

}  // namespace ecac
