#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/server/session/session.h"

namespace ecac::requests {

// Each gives the result of the request of its name. They throw RpcError.

Json code_lens(const Session& session, const Json& params);
Json inlay_hint(const Session& session, const Json& params);
Json folding_range(const Session& session, const Json& params);
Json selection_range(const Session& session, const Json& params);

/// The tokens that a client was sent last, by the address of their document, so that it can be told
/// what is other. Of documents that are open.
class SentTokens {
 public:
  Json full(const Session& session, const Json& params);
  Json delta(const Session& session, const Json& params);
  void forget(const std::string& uri) { sent_.erase(uri); }

 private:
  struct Sent {
    std::string id = {};
    std::vector<std::uint32_t> data = {};
  };
  Json keep(const Session& session, const std::string& uri, std::vector<std::uint32_t> data);

  std::map<std::string, Sent> sent_ = {};
  std::uint64_t last_id_ = 0;
};

Json semantic_tokens_in_range(const Session& session, const Json& params);
/// Names of kinds and marks, in the order in which they are numbered.
Json semantic_tokens_legend();

}  // namespace ecac::requests
