#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// Something that holds for an app as a whole: what it is about ("" goes on with the one before),
/// what holds, where that stands, and what else there is to know of it.
struct AppFact {
  std::string label = {};
  std::string value = {};
  std::string place = {};
  std::string reason = {};
};

/// What is said of an app wherever people read it. Borrows the project and the app. The texts may
/// hold secrets of the files: whoever shows them hides these.
class AppWords {
 public:
  AppWords(const ResolvedProject& project, const CompiledApp& app)
      : app_(app), schema_(*project.schema), places_(project.places) {}

  /// What kind of client, whether it is on, which tokens.
  std::string heading() const;
  /// With who has turned it off.
  static std::string state_of(const ResolvedFlow& flow);
  /// `✓`, `✗` or `?`.
  static std::string_view mark_of(const FlowCondition& condition);
  /// With the rule that reports it, where it is not met.
  static std::string words_of(const FlowCondition& condition);
  /// `Portal_oauthPlcy:7`, or in a few words why there is no line.
  std::string where(const Origin& origin) const;
  /// The field with its value and who can change it, or what would decide it.
  std::string decision(const FlowCondition& condition) const;
  /// Who may use it, and how long its tokens live.
  std::vector<AppFact> facts() const;
  /// How long the tokens live whose lifetime a field has a say in; none of other fields.
  std::vector<AppFact> lifetimes_by(FieldId field) const;

 private:
  void add_orgs(std::vector<AppFact>& facts) const;
  void add_users(std::vector<AppFact>& facts) const;
  AppFact life_of(TokenKind kind) const;
  AppFact life_of_id_token() const;
  AppFact life_of_refresh_token() const;
  void add_lifetimes(std::vector<AppFact>& facts) const;
  std::string length_of(const LifetimeBound& bound) const;
  std::string open_limit() const;

  const CompiledApp& app_;
  const SchemaSet& schema_;
  const ShownPlaces& places_;
};

}  // namespace ecac
