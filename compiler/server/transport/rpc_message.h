#pragma once

#include <stdexcept>
#include <string>
#include <variant>

#include "compiler/server/transport/json_text.h"

namespace ecac {

/// Codes of JSON-RPC 2.0 and of the language server protocol.
enum class RpcErrorCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  server_not_initialized = -32002,
  request_failed = -32803,
  server_cancelled = -32802,
  content_modified = -32801,
  request_cancelled = -32800,
};

/// Why a request has no result. Thrown by who answers it, caught where answers are sent.
class RpcError : public std::runtime_error {
 public:
  RpcError(RpcErrorCode code, const std::string& sentence)
      : std::runtime_error(sentence), code_(code) {}
  RpcErrorCode code() const { return code_; }

 private:
  RpcErrorCode code_;
};

/// A number or a string, as the client chose it.
using RpcId = Json;

/// Something that the client wants to know.
// NOLINTNEXTLINE(bugprone-exception-escape): no Json throws when it is moved
struct RpcRequest {
  RpcId id = {};
  std::string method = {};
  Json params = {};
};
/// Something that it tells.
struct RpcNotification {
  std::string method = {};
  Json params = {};
};
/// Its answer to a request of ours.
struct RpcResponse {
  RpcId id = {};
  Json result = {};
  bool failed = false;
};
/// What is none of them, and the answer to that.
struct RpcInvalid {
  RpcId id = nullptr;
  std::string sentence = {};
};

using RpcMessage = std::variant<RpcRequest, RpcNotification, RpcResponse, RpcInvalid>;

/// Takes a message apart. Batches are invalid, as the protocol has none.
RpcMessage read_message(Json message);

Json response_message(const RpcId& id, Json result);
Json error_message(const RpcId& id, RpcErrorCode code, const std::string& sentence);
Json notification_message(const std::string& method, Json params);
Json request_message(const RpcId& id, const std::string& method, Json params);

}  // namespace ecac
