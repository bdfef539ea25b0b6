#include "compiler/diagnostics/cases/consumer_key_in_source.h"

#include <fmt/format.h>

#include "compiler/rules/shared/secret_findings.h"

namespace ecac::consumer_key_in_source {

static FieldId secret_field(TypeId type) {
  if (type == types::ConnectedApp) return fields::ConnectedApp::oauthConfig_consumerSecret;
  if (type == types::AuthProvider) return fields::AuthProvider::consumerSecret;
  if (type == types::ExtlClntAppOauthSettings) {
    return fields::ExtlClntAppOauthSettings::consumerSecret;
  }
  return type == types::ExtlClntAppGlobalOauthSettings
             ? fields::ExtlClntAppGlobalOauthSettings::consumerSecret
             : FieldId::none;
}

/// The app whose key the file holds; empty for an auth provider, which is a client of some app.
static std::string_view app_with_key(const ProjectFile& file) {
  if (file.type == types::ConnectedApp) return file.full_name;
  if (file.type != types::ExtlClntAppGlobalOauthSettings) return {};
  const FieldFact* app =
      file.facts.find(fields::ExtlClntAppGlobalOauthSettings::externalClientApplication);
  return app == nullptr || app->tainted ? file.full_name : file.facts.text(*app);
}

static bool is_deployed(const ProjectFile& file) {
  return !file.wrong_suffix && file.exclusion == Exclusion::none;
}

/// The first file in which another app has the same key.
static FileId other_app_before(RuleContext& ctx, const std::vector<FileId>& carriers) {
  const ProjectView& project = ctx.project();
  const std::string_view app = app_with_key(ctx.file());
  if (app.empty() || !is_deployed(ctx.file())) return FileId::none;
  for (const FileId id : carriers) {
    if (id == ctx.file_id()) break;
    const ProjectFile& other = project.file(id);
    const std::string_view other_app = app_with_key(other);
    if (is_deployed(other) && !other_app.empty() &&
        project.canonical(other_app) != project.canonical(app)) {
      return id;
    }
  }
  return FileId::none;
}

/// Where the secret that belongs to the key is, by the key or by the app that both name.
static Place place_of_secret(RuleContext& ctx, std::vector<FileId> files) {
  const std::string_view app = app_with_key(ctx.file());
  if (ctx.file().type == types::ExtlClntAppGlobalOauthSettings && !app.empty()) {
    for (const UseSite site : ctx.uses(ctx.symbol(types::ExternalClientApplication, app))) {
      files.push_back(site.file);
    }
  }
  for (const FileId id : files) {
    const FileFacts& facts = ctx.project().file(id).facts;
    const FieldId field = secret_field(facts.type());
    if (field == FieldId::none) continue;
    if (const FieldFact* secret = find_secret(facts, field)) return {id, secret->value};
  }
  return {};
}

static void check(RuleContext& ctx) {
  const FieldFact* key = find_consumer_key(ctx.facts());
  if (key == nullptr || !is_generated_consumer_key(ctx.facts().text(*key))) return;
  const std::vector<FileId> carriers = ctx.carriers_of(ctx.facts().text(*key));
  const FileId other = other_app_before(ctx, carriers);
  if (other != FileId::none) {
    const ProjectFile& first = ctx.project().file(other);
    ctx.report(cases::SCT002_two_apps, key->value,
               fmt::format("apps `{}` and `{}` have the same consumer key; only one of all orgs' "
                           "apps can have it",
                           app_with_key(first), app_with_key(ctx.file())))
        .label({other, find_consumer_key(first.facts)->value}, "the same key")
        .note("the org answers: The consumer key is already taken")
        .help("remove `consumerKey` from the copy, and the org makes a new one");
    return;
  }
  const DeployTarget target = ctx.run().target;
  const bool elsewhere = target == DeployTarget::other_org || target == DeployTarget::new_org;
  if (elsewhere && !app_with_key(ctx.file()).empty() && is_deployed(ctx.file())) {
    FindingBuilder finding =
        ctx.report(cases::SCT002_other_org, key->value,
                   "the consumer key belongs to an app of another org, and no second app can have "
                   "it");
    finding.note("the org answers: The consumer key is already taken")
        .note("`deploy.target` in ecac.json says that the deploy goes to another org");
    if (ctx.file().type == types::ExtlClntAppGlobalOauthSettings) offer_removal(ctx, finding, *key);
    return;
  }
  const Place secret = place_of_secret(ctx, carriers);
  const bool with_secret = secret.file != FileId::none;
  FindingBuilder finding =
      with_secret
          ? ctx.report(cases::SCT002_with_secret, key->value,
                       "the consumer key is in this file, and its secret is in the tree too")
          : ctx.report(cases::SCT002_alone, key->value,
                       ctx.file().type == types::AuthProvider
                           ? "the consumer key of the app that this provider logs in to is "
                             "in this file"
                           : "the consumer key is in this file; it names the app, and each "
                             "deploy demands it again");
  if (with_secret) finding.label(secret, "the secret");
  if (ctx.file().type == types::ExtlClntAppGlobalOauthSettings) offer_removal(ctx, finding, *key);
}

extern const Rule rule{
    .id = rules::SCT002,
    .unit = UnitKind::file,
    .types = {types::AuthProvider, types::ConnectedApp, types::ExtlClntAppGlobalOauthSettings},
    .check = check};

}  // namespace ecac::consumer_key_in_source
