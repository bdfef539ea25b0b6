#include "compiler/server/transport/rpc_message.h"

#include <utility>

namespace ecac {
namespace rpc {

static bool is_id(const Json& value) {
  return value.is_number_integer() || value.is_string();
}

static Json taken(Json& message, const char* key) {
  const auto found = message.find(key);
  return found == message.end() ? Json() : std::move(*found);
}

}  // namespace rpc

RpcMessage read_message(Json message) {
  if (message.is_array()) return RpcInvalid{.sentence = "batches of messages are not taken"};
  if (!message.is_object()) return RpcInvalid{.sentence = "a message is a JSON object"};
  const bool has_id = message.contains("id");
  Json id = rpc::taken(message, "id");
  const bool good_id = rpc::is_id(id);
  const Json answer_to = good_id ? id : Json();
  const auto version = message.find("jsonrpc");
  if (version == message.end() || *version != "2.0") {
    return RpcInvalid{.id = answer_to, .sentence = "a message says \"jsonrpc\": \"2.0\""};
  }
  const auto method = message.find("method");
  if (method == message.end()) {
    if (!message.contains("result") && !message.contains("error")) {
      return RpcInvalid{.id = answer_to,
                        .sentence = "a message has a method, a result or an error"};
    }
    // An answer to a message of ours that could not be read has no id.
    return RpcResponse{.id = std::move(id),
                       .result = rpc::taken(message, "result"),
                       .failed = message.contains("error")};
  }
  if (!method->is_string()) {
    return RpcInvalid{.id = answer_to, .sentence = "the method of a message is a string"};
  }
  std::string name = method->get<std::string>();
  Json params = rpc::taken(message, "params");
  if (!params.is_null() && !params.is_object() && !params.is_array()) {
    return RpcInvalid{.id = answer_to, .sentence = "the params of a message are an object"};
  }
  if (!has_id) return RpcNotification{.method = std::move(name), .params = std::move(params)};
  if (!good_id) return RpcInvalid{.sentence = "the id of a request is a number or a string"};
  return RpcRequest{.id = std::move(id), .method = std::move(name), .params = std::move(params)};
}

Json response_message(const RpcId& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json error_message(const RpcId& id, RpcErrorCode code, const std::string& sentence) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", static_cast<int>(code)}, {"message", sentence}}}};
}

Json notification_message(const std::string& method, Json params) {
  Json message = {{"jsonrpc", "2.0"}, {"method", method}};
  if (!params.is_null()) message["params"] = std::move(params);
  return message;
}

Json request_message(const RpcId& id, const std::string& method, Json params) {
  Json message = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
  if (!params.is_null()) message["params"] = std::move(params);
  return message;
}

}  // namespace ecac
