#include "compiler/server/session/outbox.h"

#include <fmt/format.h>

#include <utility>

namespace ecac {

TraceLevel parse_trace(std::string_view word) {
  if (word == "messages") return TraceLevel::messages;
  return word == "verbose" ? TraceLevel::verbose : TraceLevel::off;
}

void Outbox::respond(const RpcId& id, Json result) {
  send(response_message(id, std::move(result)), "answer to", write_message(id));
}

void Outbox::respond_written(const RpcId& id, std::string_view result) {
  const std::string name = write_message(id);
  std::string text = fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", name, result);
  const std::size_t size = text.size();
  push(std::move(text));
  trace("sent answer to " + name, size);
}

void Outbox::fail(const RpcId& id, RpcErrorCode code, const std::string& sentence) {
  send(error_message(id, code, sentence), "error to", write_message(id));
}

void Outbox::notify(const std::string& method, Json params) {
  send(notification_message(method, std::move(params)), "notification", method);
}

void Outbox::ask(const std::string& method, Json params, OnAnswer on_answer) {
  const std::int64_t id = ++last_id_;
  // An answer that nobody waits for is nobody's, and may never come.
  if (on_answer) asked_.emplace(id, std::move(on_answer));
  send(request_message(id, method, std::move(params)), "request", method);
}

void Outbox::take_answer(const RpcResponse& response) {
  if (!response.id.is_number_integer()) return;
  const auto asked = asked_.find(response.id.get<std::int64_t>());
  if (asked == asked_.end()) return;
  const OnAnswer on_answer = std::move(asked->second);
  asked_.erase(asked);
  on_answer(response.result, response.failed);
}

void Outbox::trace_received(const std::string& kind, const std::string& what, std::size_t bytes) {
  trace(fmt::format("received {} {}", kind, what), bytes);
}

std::vector<std::string> Outbox::take() {
  bytes_ = 0;
  return std::exchange(messages_, {});
}

void Outbox::send(const Json& message, const std::string& kind, const std::string& what) {
  std::string text = write_message(message);
  const std::size_t size = text.size();
  push(std::move(text));
  trace(fmt::format("sent {} {}", kind, what), size);
}

void Outbox::trace(const std::string& sentence, std::size_t bytes) {
  if (trace_ == TraceLevel::off) return;
  Json params = {{"message", sentence}};
  if (trace_ == TraceLevel::verbose) params["verbose"] = fmt::format("{} bytes", bytes);
  push(write_message(notification_message("$/logTrace", std::move(params))));
}

void Outbox::push(std::string text) {
  bytes_ += text.size();
  messages_.push_back(std::move(text));
}

}  // namespace ecac
