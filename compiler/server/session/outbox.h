#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "compiler/server/transport/rpc_message.h"

namespace ecac {

/// How much of the conversation the client wants to hear about.
enum class TraceLevel : std::uint8_t { off, messages, verbose };

/// `off`, `messages`, `verbose`; anything else is off.
TraceLevel parse_trace(std::string_view word);

/// What is to be sent, in order, and what was asked and not answered yet.
class Outbox {
 public:
  /// `failed` also where the client does not know the method.
  using OnAnswer = std::function<void(const Json& result, bool failed)>;

  void respond(const RpcId& id, Json result);
  /// The same with a result that is JSON text.
  void respond_written(const RpcId& id, std::string_view result);
  void fail(const RpcId& id, RpcErrorCode code, const std::string& sentence);
  void notify(const std::string& method, Json params);
  void ask(const std::string& method, Json params, OnAnswer on_answer = {});
  /// Hands an answer to who asked; one to nothing that was asked is nobody's.
  void take_answer(const RpcResponse& response);

  void set_trace(TraceLevel level) { trace_ = level; }
  /// Tells the client that something of it arrived. Names, numbers and sizes alone: no text of a
  /// file is ever in it.
  void trace_received(const std::string& kind, const std::string& what, std::size_t bytes);

  /// The messages as text, each once.
  std::vector<std::string> take();
  std::size_t waiting_bytes() const { return bytes_; }

 private:
  void send(const Json& message, const std::string& kind, const std::string& what);
  void trace(const std::string& sentence, std::size_t bytes);
  void push(std::string text);

  std::vector<std::string> messages_ = {};
  std::size_t bytes_ = 0;
  std::int64_t last_id_ = 0;
  std::map<std::int64_t, OnAnswer> asked_ = {};
  TraceLevel trace_ = TraceLevel::off;
};

}  // namespace ecac
