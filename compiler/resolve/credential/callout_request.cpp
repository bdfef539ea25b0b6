#include "compiler/resolve/credential/callout_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/resolve/credential/platform_requests.h"
#include "compiler/resolve/values/request_builder.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/values/AwsSv4Setting.h"

namespace ecac {

namespace {

class CalloutFacts final : public RequestFacts {
 public:
  explicit CalloutFacts(const ResolvedCredential& credential) : credential_(credential) {}

  Resolved<bool> fact(RequestFact fact) const override {
    if (fact == RequestFact::authorization_left_out) {
      return negated(credential_.generates_authorization_header);
    }
    return Resolved<bool>::unknown("an app");
  }

  std::string word(RequestWord word) const override {
    switch (word) {
      case RequestWord::aws_region: return setting(values::AwsSv4Setting::AwsRegion);
      case RequestWord::aws_service: return setting(values::AwsSv4Setting::AwsService);
      case RequestWord::aws_profile: return setting(values::AwsSv4Setting::AwsProfileArn);
      case RequestWord::aws_trust_anchor: return setting(values::AwsSv4Setting::AwsTrustAnchorArn);
      default: return "<what an app says>";
    }
  }

  std::string address(RequestHost /*host*/) const override {
    return credential_.url.value.value_or("<address>");
  }

 private:
  std::string setting(std::string_view name) const {
    for (const CredentialSetting& setting : credential_.external.settings) {
      if (setting.name.is(std::string(name)) && setting.value.known()) return *setting.value.value;
    }
    return fmt::format("<{}>", name);
  }

  const ResolvedCredential& credential_;
};

/// The headers of one file in the order of their numbers; those without one last.
void add_headers(HttpRequest& callout, std::vector<CredentialSetting> headers) {
  const auto number = [](const CredentialSetting& header) {
    return header.sequence.value.value_or(std::numeric_limits<long long>::max());
  };
  std::stable_sort(headers.begin(), headers.end(),
                   [&](const CredentialSetting& a, const CredentialSetting& b) {
                     return number(a) < number(b);
                   });
  bool formulas = false;
  for (const CredentialSetting& header : headers) {
    const std::string name = header.name.value.value_or("<name>");
    if (header.overwritten) {
      callout.notes.push_back(fmt::format(
          "`{}` of the external credential is not sent: the named credential overwrites it", name));
      continue;
    }
    const std::string value = header.value.value.value_or(fmt::format("<{}>", name));
    formulas = formulas || value.find("{!") != std::string::npos;
    callout.headers.push_back({name, value});
  }
  const std::string note =
      "formulas in headers are filled in when the callout is made, `$Credential` from what was "
      "entered for the principal";
  if (formulas &&
      std::find(callout.notes.begin(), callout.notes.end(), note) == callout.notes.end()) {
    callout.notes.push_back(note);
  }
}

}  // namespace

std::optional<HttpRequest> callout_request(const SchemaSet& schema,
                                           const ResolvedCredential& credential) {
  if (!credential.named || !credential.flow.known()) return std::nullopt;
  const RequestSet* described = schema.find_requests(to_string(*credential.flow.value));
  if (described == nullptr) return std::nullopt;
  std::vector<HttpRequest> callouts = requests_as_sent(*described, CalloutFacts(credential));
  if (callouts.empty()) return std::nullopt;
  HttpRequest callout = std::move(callouts.front());
  if (credential.flow.is(CredentialFlow::jwt)) callout.claims = assertion_claims(credential);
  add_headers(callout, credential.external.headers);
  add_headers(callout, credential.headers);
  return callout;
}

}  // namespace ecac
