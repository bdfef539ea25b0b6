#pragma once

#include <string>
#include <vector>

#include "compiler/resolve/values/http_request.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/schema/request_schema.h"

namespace ecac {

/// What one app says to the conditions and words of described requests.
class RequestFacts {
 public:
  virtual ~RequestFacts() = default;
  virtual Resolved<bool> fact(RequestFact fact) const = 0;
  virtual std::string word(RequestWord word) const = 0;
  /// The address of a host without a slash at its end.
  virtual std::string address(RequestHost host) const = 0;

 protected:
  RequestFacts() = default;
  RequestFacts(const RequestFacts&) = default;
  RequestFacts& operator=(const RequestFacts&) = default;
};

/// The requests of a description as they are sent where the facts are so: those parts of it whose
/// conditions hold, with the words of the app in place.
std::vector<HttpRequest> requests_as_sent(const RequestSet& described, const RequestFacts& facts);

}  // namespace ecac
