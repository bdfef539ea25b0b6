#pragma once

#include <vector>

#include "compiler/resolve/app/site_access.h"
#include "compiler/resolve/values/request_builder.h"

namespace ecac {

/// What an app and its site say to the requests that its clients send for one flow.
class AppRequestFacts final : public RequestFacts {
 public:
  AppRequestFacts(const ProjectContext& context, const ResolvedApp& app, FlowKind kind);

  Resolved<bool> fact(RequestFact fact) const override;
  Resolved<std::string> word(RequestWord word) const override;
  Resolved<std::string> address(RequestHost host) const override;

 private:
  /// The token exchange handler of the app, as far as the project holds one.
  struct Handler {
    std::string name = {};
    Resolved<bool> is_default = {};
    FileId file = FileId::none;
  };

  SettingFiles files_of(TypeId type) const;
  Resolved<bool> is_on(FlowKind kind) const;
  Resolved<bool> any_on(const std::vector<FlowKind>& kinds) const;
  HeadlessService service() const;
  Resolved<bool> user_discovery() const;
  std::string integration_scope() const;
  Handler handler() const;
  std::string scope() const;
  std::string redirect() const;
  Resolved<bool> taken_by_handler(FieldId field) const;

  const ProjectContext& context_;
  const ResolvedApp& app_;
  FlowKind kind_;
  SiteAccess site_;
  Handler handler_ = {};  ///< found for the token exchange only
};

}  // namespace ecac
