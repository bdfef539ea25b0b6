#include "compiler/resolve/org/project_context.h"

#include <algorithm>

#include "compiler/schema/field_ids.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

const AppConfiguration* ProjectContext::configuration(std::string_view app) const {
  const auto found = org_->configurations_.find(app);
  return found == org_->configurations_.end() ? nullptr : found->second;
}

bool ProjectContext::has_cors_origin() const {
  const auto origins = project_.files_of(types::CorsWhitelistOrigin);
  return std::any_of(origins.begin(), origins.end(),
                     [&](FileId file) { return !project_.is_misnamed(file); });
}

SettingFiles ProjectContext::session_settings(std::string_view profile) const {
  const auto files = org_->session_settings_.files_with(project_, ascii::in_small_letters(profile));
  return {.type = types::ProfileSessionSetting,
          .files = {files.begin(), files.end()},
          .of_field = Absence::unknown};
}

std::string_view ProjectContext::permission_set_labelled(std::string_view label) const {
  const auto files = org_->permission_set_labels_.files_with(project_, label);
  return files.empty() ? std::string_view() : project_.full_name_of(files.front());
}

StoreOpening ProjectContext::token_store_opening() const {
  for (const StoreOpening opening : {StoreOpening::all_records, StoreOpening::own_records}) {
    if (!org_->store_openings_.files_with(project_, to_string(opening)).empty()) return opening;
  }
  return StoreOpening::closed;
}

std::string_view ProjectContext::integration_app(std::string_view scope) const {
  const auto& apps = org_->integration_apps_.get(project_);
  const auto found = apps.find(scope);
  return found == apps.end() ? std::string_view() : found->second;
}

}  // namespace ecac
