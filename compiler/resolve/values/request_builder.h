#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/http_request.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/schema/request_schema.h"

namespace ecac {

/// Something that the metadata puts into a request beside what the description has.
struct ConfiguredParameter {
  ParameterPlace place = ParameterPlace::body;
  Resolved<std::string> name = {};
  Resolved<std::string> value = {};
  std::string note = {};  ///< what else to say about it
  bool sent = true;       ///< false: there is only the note
};

/// What one app or credential says to the conditions and words of described requests.
class RequestFacts {
 public:
  virtual ~RequestFacts() = default;
  virtual Resolved<bool> fact(RequestFact fact) const = 0;
  /// "" where it is known that there is nothing to say.
  virtual Resolved<std::string> word(RequestWord word) const = 0;
  /// The address of a host without a slash at its end; it may have a query.
  virtual Resolved<std::string> address(RequestHost host) const = 0;
  /// In the order in which they are sent.
  virtual std::vector<ConfiguredParameter> configured(ConfiguredItems what,
                                                      std::string_view step) const;

 protected:
  RequestFacts() = default;
  RequestFacts(const RequestFacts&) = default;
  RequestFacts& operator=(const RequestFacts&) = default;
};

/// The request as it is sent where the facts are so: those parts of the description whose
/// conditions hold, with the words of the app in place. None where its own condition does not hold.
std::optional<HttpRequest> request_as_sent(const RequestSchema& described,
                                           const RequestFacts& facts);

/// The same of all requests of a flow.
std::vector<HttpRequest> requests_as_sent(const RequestSet& described, const RequestFacts& facts);

}  // namespace ecac
