#include "compiler/rules/shared/app_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/diagnostics/words.h"
#include "compiler/resolve/app/app_resolver.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

/// Files may name a packaged app with its namespace too, and are no members of this unit.
bool has_other_names(const RuleContext& ctx) {
  return !ctx.org().app(ctx.subject()).aliases.empty();
}

}  // namespace

AppField app_field(const RuleContext& ctx, const ResolvedApp& app, FieldId field) {
  const ProjectView& project = ctx.project();
  AppField found;
  found.files = app_files_of(project, app.files, ctx.schema().type_of(field));
  for (const FileId file : found.files.files) {
    const FieldFact* fact = project.file(file).facts.find(field);
    if (fact == nullptr) continue;
    found.file = file;
    found.fact = fact;
    found.place = place_of(file, *fact);
    return found;
  }
  if (found.files.files.empty()) return found;
  found.file = found.files.files.front();
  found.place = {found.file, project.file(found.file).facts.root_tag()};
  return found;
}

Resolved<bool> app_switch(const RuleContext& ctx, const ResolvedApp& app, FieldId field) {
  return ctx.org()
      .reader(app_files_of(ctx.project(), app.files, ctx.schema().type_of(field)))
      .boolean(field);
}

bool may_say(const RuleContext& ctx, FieldId field, bool value) {
  for (const BundleMember& member : ctx.bundle().members(ctx.schema().type_of(field))) {
    const FileFacts& facts = ctx.project().file(member.site.file).facts;
    const FieldFact* fact = facts.find(field);
    if (fact == nullptr) continue;
    const std::string_view text = facts.text(*fact);
    if (value ? text == "true" || text == "1" : text == "false" || text == "0") return true;
  }
  return has_other_names(ctx);
}

bool may_have(const RuleContext& ctx, FieldId field) {
  for (const BundleMember& member : ctx.bundle().members(ctx.schema().type_of(field))) {
    if (ctx.project().file(member.site.file).facts.find(field) != nullptr) return true;
  }
  return has_other_names(ctx);
}

std::string found_here(const RuleContext& ctx, const AppField& field) {
  if (field.is_absent()) return "is absent here, which means `false`";
  return fmt::format("is `{}` here", shown(ctx.project().file(field.file).facts.text(*field.fact)));
}

const ResolvedApp* app_with_jwt_bearer(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::certificate)) return nullptr;
  const ResolvedApp* app = ctx.app();
  return app != nullptr && offers_jwt_bearer(*app) ? app : nullptr;
}

bool lacks_needed_pkce(const ResolvedApp& app) {
  const FlowKind first_party = FlowKind::first_party;
  if (!is_switched_off(app) && condition_of(app, first_party, Condition::first_party).is(true) &&
      condition_of(app, first_party, Condition::pkce).is(false)) {
    return true;
  }
  const ResolvedScope* mcp = find_scope(app, values::OauthScope::MCP);
  return mcp != nullptr && mcp->origin.kind == OriginKind::written && app.pkce_by_app.is(false) &&
         !app.pkce_by_org.is(true);
}

const ResolvedScope* find_scope(const ResolvedApp& app, std::string_view token) {
  const auto found = std::find_if(app.scopes.begin(), app.scopes.end(),
                                  [&](const ResolvedScope& scope) { return scope.token == token; });
  return found == app.scopes.end() ? nullptr : &*found;
}

bool is_misspelt(const RuleContext& ctx, const ResolvedApp& app, FieldId field) {
  return std::any_of(app.files.begin(), app.files.end(), [&](FileId file) {
    return ctx.project().file(file).facts.notes().is_meant(field);
  });
}

std::vector<FixOperation> set_field(const RuleContext& ctx, const AppField& where, FieldId field,
                                    std::string_view value) {
  if (!where.has_file()) return {};
  const FileFacts& facts = ctx.project().file(where.file).facts;
  if (!facts.editable() || !facts.usable() || facts.broken()) return {};
  if (where.files.files.size() != 1) return {};
  if (where.fact != nullptr) {
    if (!where.fact->has_text()) return {};
    return ctx.set_text(where.file, where.fact->value, value);
  }
  const auto fields = facts.fields();
  for (FactIndex i = 0; i < fields.size(); i = fields[i].subtree_end) {
    if (fields[i].field == field) return {};  // nil
  }
  return {InsertElements{
      ElementPosition::in({where.file, facts.root()}),
      {{.name = std::string(ctx.schema().field(field).name), .value = std::string(value)}}}};
}

std::vector<FixOperation> set_fields(const RuleContext& ctx, const ResolvedApp& app,
                                     std::span<const FieldValue> values) {
  std::vector<FixOperation> all;
  for (const FieldValue& wanted : values) {
    const AppField field = app_field(ctx, app, wanted.field);
    if (field.fact != nullptr) {
      if (field.fact->tainted) return {};
      if (ctx.project().file(field.file).facts.text(*field.fact) == wanted.value) continue;
    }
    std::vector<FixOperation> one = set_field(ctx, field, wanted.field, wanted.value);
    if (one.empty()) return {};
    std::move(one.begin(), one.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace ecac
