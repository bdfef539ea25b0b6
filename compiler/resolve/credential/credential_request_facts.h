#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/values/request_builder.h"

namespace ecac {

/// What a credential says to the requests that the platform sends for it with one scope.
class CredentialRequestFacts final : public RequestFacts {
 public:
  CredentialRequestFacts(const ResolvedCredential& credential, const Resolved<std::string>& scope)
      : credential_(credential), scope_(scope) {}

  Resolved<bool> fact(RequestFact fact) const override;
  Resolved<std::string> word(RequestWord word) const override;
  Resolved<std::string> address(RequestHost host) const override;
  std::vector<ConfiguredParameter> configured(ConfiguredItems what,
                                              std::string_view step) const override;

 private:
  Resolved<bool> secret_is_sent(std::string_view way) const;
  bool adds(RequestStep step) const;
  bool adds_audience_only() const;
  bool has_formula_in_header() const;
  std::string setting(std::string_view name) const;
  Resolved<std::string> legacy_or(const Resolved<std::string>& legacy, std::string_view name) const;
  Resolved<std::string> optional_setting(std::initializer_list<std::string_view> names) const;
  Resolved<std::string> token_address() const;
  std::string further_status_codes() const;
  std::vector<ConfiguredParameter> parameters(std::string_view step) const;
  std::vector<ConfiguredParameter> headers() const;
  std::vector<ConfiguredParameter> claims() const;
  std::string resource_note(const CredentialSetting& parameter) const;

  const ResolvedCredential& credential_;
  const Resolved<std::string>& scope_;
};

}  // namespace ecac
