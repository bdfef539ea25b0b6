#include "compiler/server/server.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "compiler/server/commands.h"
#include "compiler/server/initialization.h"
#include "compiler/server/loading.h"
#include "compiler/server/method_table.h"
#include "compiler/server/notifications.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/showing/requests.h"
#include "compiler/server/session/publisher.h"
#include "compiler/server/waiting_requests.h"

namespace ecac {
namespace serving {

/// How far a client is in its conversation.
enum class ServerState : std::uint8_t { started, initialized, shut_down };

constexpr std::string_view kDocumentDiagnostic = "textDocument/diagnostic";
constexpr std::string_view kWorkspaceDiagnostic = "workspace/diagnostic";
/// Times that `tick` is called before settings are no longer waited for.
constexpr int kPatience = 3;

}  // namespace serving

using serving::ServerState;

class Server::Implementation {
 public:
  Implementation(const Host& host, ServerOptions options)
      : session_{.host = host, .options = std::move(options)} {}

  void receive(std::string_view content) {
    Result<Json> value = parse_message(content);
    if (!value) {
      return session_.outbox.fail(nullptr, RpcErrorCode::parse_error, value.error().message);
    }
    RpcMessage message = read_message(*std::move(value));
    trace(message, content.size());
    if (const auto* invalid = std::get_if<RpcInvalid>(&message)) {
      return session_.outbox.fail(invalid->id, RpcErrorCode::invalid_request, invalid->sentence);
    }
    const auto* notification = std::get_if<RpcNotification>(&message);
    if (notification != nullptr && notification->method == "$/cancelRequest") {
      return cancel(notification->params);
    }
    waiting_.add(std::move(message), content.size());
  }

  void receive_broken(const std::string& reason) {
    session_.outbox.fail(nullptr, RpcErrorCode::parse_error, reason);
  }

  void end_of_input() { ended_ = true; }

  bool work() {
    if (exit_code_) return false;
    if (!waiting_.empty()) {
      process(waiting_.next().message);
      return !exit_code_;
    }
    if (ended_) {
      exit_code_ = state_ == ServerState::shut_down ? 0 : 1;
      return false;
    }
    return work_unasked();
  }

  void tick() {
    loading_.report();
    if (state_ != ServerState::initialized || loading_.was_started()) return;
    if (++ticks_ >= serving::kPatience) notifications_.begin_without_settings();
  }

  std::function<void()> take_background() { return loading_.take_work(); }

  void background_done() {
    if (!loading_.finish()) return;
    was_loaded_ = true;
    is_stale_ = true;
    publisher_.start_over();
    guarded("what was read", [this] { bring_up_to_date(); });
    waiting_.unpark();
    ask_to_refresh_views();
  }

  Outbox& outbox() { return session_.outbox; }
  std::size_t waiting_bytes() const { return waiting_.bytes(); }
  std::optional<int> exit_code() const { return exit_code_; }
  std::optional<std::int64_t> client_process() const { return client_process_; }

 private:
  void trace(const RpcMessage& message, std::size_t bytes) {
    if (const auto* request = std::get_if<RpcRequest>(&message)) {
      session_.outbox.trace_received("request", request->method, bytes);
    } else if (const auto* notification = std::get_if<RpcNotification>(&message)) {
      session_.outbox.trace_received("notification", notification->method, bytes);
    } else if (const auto* response = std::get_if<RpcResponse>(&message)) {
      session_.outbox.trace_received("answer to", write_message(response->id), bytes);
    }
  }

  void cancel(const Json& params) {
    const Json* const id = find_member(params, "id");
    if (id == nullptr) return;
    const auto is_meant = [&](const RpcRequest& request) { return request.id == *id; };
    const bool was_held = std::erase_if(held_, is_meant) > 0;
    if (was_held || waiting_.cancel(*id) == WaitingRequests::Cancelled::parked) {
      fail_cancelled(*id);
    }
  }

  void fail_cancelled(const RpcId& id) {
    session_.outbox.fail(id, RpcErrorCode::request_cancelled, "the request was cancelled");
  }

  void process(RpcMessage message) {
    if (auto* request = std::get_if<RpcRequest>(&message)) {
      answer(std::move(*request));
    } else if (const auto* notification = std::get_if<RpcNotification>(&message)) {
      take(*notification);
    } else if (const auto* response = std::get_if<RpcResponse>(&message)) {
      guarded("an answer", [&] { session_.outbox.take_answer(*response); });
    }
  }

  // Requests

  void answer(RpcRequest request) {
    if (waiting_.is_cancelled(request.id)) return fail_cancelled(request.id);
    try {
      check_state(request.method);
      if (needs_project(request.method) && is_project_coming()) {
        return waiting_.park(std::move(request));
      }
      if (request.method == serving::kWorkspaceDiagnostic && is_to_be_held(request)) {
        held_.push_back(std::move(request));
        return;
      }
      const RequestMethod* const known = find_request_method(request.method);
      if (known != nullptr && known->write != nullptr) {
        bring_up_to_date();
        return session_.outbox.respond_written(request.id, known->write(session_, request.params));
      }
      session_.outbox.respond(request.id, result_of(request.method, request.params));
      if (request.method == "initialize") state_ = ServerState::initialized;
      if (request.method == "shutdown") shut_down();
    } catch (const RpcError& error) {
      session_.outbox.fail(request.id, error.code(), error.what());
    } catch (const std::exception& error) {
      session_.outbox.fail(request.id, RpcErrorCode::internal_error,
                           fmt::format("internal error: {}", error.what()));
    }
  }

  void check_state(const std::string& method) const {
    if (state_ == ServerState::started && method != "initialize") {
      throw RpcError(RpcErrorCode::server_not_initialized, "`initialize` comes first");
    }
    if (state_ == ServerState::initialized && method == "initialize") {
      throw RpcError(RpcErrorCode::invalid_request, "`initialize` comes once");
    }
    if (state_ == ServerState::shut_down) {
      throw RpcError(RpcErrorCode::invalid_request, "nothing is answered after `shutdown`");
    }
  }

  bool is_project_coming() const { return loading_.goes_on() || !loading_.was_started(); }

  bool needs_project(const std::string& method) const {
    // At first there is what one text says, if the client can be told that there is more.
    if (method == serving::kDocumentDiagnostic)
      return was_loaded_ || !session_.client.refreshes_diagnostics;
    if (method == serving::kWorkspaceDiagnostic || method == "workspace/executeCommand")
      return true;
    if (method.starts_with("textDocument/semanticTokens/full")) return true;
    const RequestMethod* const known = find_request_method(method);
    return known != nullptr && known->needs == RequestNeeds::project;
  }

  Json result_of(const std::string& method, const Json& params) {
    if (method == "initialize") return initialize(params);
    if (method == "shutdown") return nullptr;
    bring_up_to_date();
    if (method == serving::kDocumentDiagnostic) return publisher_.document_report(params);
    if (method == serving::kWorkspaceDiagnostic) return publisher_.workspace_report(params);
    if (method == "textDocument/semanticTokens/full") return tokens_.full(session_, params);
    if (method == "textDocument/semanticTokens/full/delta") return tokens_.delta(session_, params);
    if (method == "workspace/executeCommand") return execute_command(session_, loading_, params);
    if (const RequestMethod* const known = find_request_method(method)) {
      return known->answer(session_, params);
    }
    throw RpcError(RpcErrorCode::method_not_found, fmt::format("unknown method `{}`", method));
  }

  Json initialize(const Json& params) {
    take_client(params, session_);
    if (const Json* const options = find_member(params, "initializationOptions")) {
      initialization_options_ = *options;
    }
    const Json* const process = find_member(params, "processId");
    if (process != nullptr && process->is_number_integer()) {
      client_process_ = process->get<std::int64_t>();
    }
    return initialize_result(session_);
  }

  void shut_down() {
    state_ = ServerState::shut_down;
    for (const RpcRequest& request : waiting_.take_all_parked()) fail_cancelled(request.id);
    for (const RpcRequest& request : std::exchange(held_, {})) fail_cancelled(request.id);
  }

  // A client that takes parts of an answer about all files asks again as soon as it has the answer:
  // it is held until there is something to tell.

  bool is_to_be_held(const RpcRequest& request) {
    if (find_member(request.params, "partialResultToken") == nullptr) return false;
    bring_up_to_date();
    looked_at_ = publisher_.changes();
    return !publisher_.has_news(request.params);
  }

  void answer_held() {
    if (held_.empty() || looked_at_ == publisher_.changes()) return;
    looked_at_ = publisher_.changes();
    std::vector<RpcRequest> still_held;
    for (RpcRequest& request : std::exchange(held_, {})) {
      if (publisher_.has_news(request.params)) {
        session_.outbox.respond(request.id, publisher_.workspace_report(request.params));
      } else {
        still_held.push_back(std::move(request));
      }
    }
    held_ = std::move(still_held);
  }

  // Notifications

  void take(const RpcNotification& notification) {
    const std::string& method = notification.method;
    if (method == "exit") {
      exit_code_ = state_ == ServerState::shut_down ? 0 : 1;
      return;
    }
    if (state_ != ServerState::initialized) return;
    guarded(method, [&] { take_known(method, notification.params); });
  }

  void take_known(const std::string& method, const Json& params) {
    if (method == "initialized") {
      register_watchers(session_);
      return notifications_.begin(initialization_options_);
    }
    if (method == "$/setTrace") {
      return session_.outbox.set_trace(parse_trace(text_or_empty(params, "value")));
    }
    refuse_outdated(method, params);
    if (!notifications_.take(method, params)) return;  // `$/` and others may be left out
    is_stale_ = true;
    if (session_.live == nullptr) publisher_.start_over();  // nothing is looked at any more
  }

  /// A request that waits is about a text that is now another one.
  void refuse_outdated(const std::string& method, const Json& params) {
    if (method == "textDocument/didClose") tokens_.forget(lsp::read_document_uri(params));
    if (method != "textDocument/didChange" && method != "textDocument/didClose") return;
    for (const RpcRequest& request : waiting_.take_parked_of(lsp::read_document_uri(params))) {
      session_.outbox.fail(request.id, RpcErrorCode::content_modified,
                           "the text is another one by now");
    }
  }

  template <class Work>
  void guarded(const std::string& what, Work&& work) {
    try {
      work();
    } catch (const RpcError& error) {
      session_.log(kErrorMessage, fmt::format("`{}` was not taken: {}", what, error.what()));
    } catch (const std::exception& error) {
      session_.log(kErrorMessage,
                   fmt::format("internal error while `{}` was taken: {}", what, error.what()));
    }
  }

  // What is done without being asked

  /// While another state of the workspace is read, what the client shows stays.
  bool shows_state_before() const { return was_loaded_ && loading_.goes_on(); }

  void bring_up_to_date() {
    // Till the settings are there, nobody knows what is to be said.
    if (!is_stale_ || !loading_.was_started() || shows_state_before()) return;
    is_stale_ = false;
    publisher_.update();
  }

  bool work_unasked() {
    if (state_ != ServerState::initialized || shows_state_before()) return false;
    bool more = false;
    guarded("what was found", [&] {
      bring_up_to_date();
      more = publisher_.publish_some();
      answer_held();
      if (publisher_.take_others_changed() && was_loaded_) ask_to_refresh_views();
    });
    return more;
  }

  void ask_to_refresh_views() {
    const ClientCapabilities& client = session_.client;
    if (client.pulls_diagnostics && client.refreshes_diagnostics) {
      session_.outbox.ask("workspace/diagnostic/refresh", nullptr);
    }
    if (client.refreshes_tokens) session_.outbox.ask("workspace/semanticTokens/refresh", nullptr);
    if (client.refreshes_hints) session_.outbox.ask("workspace/inlayHint/refresh", nullptr);
    if (client.refreshes_lenses) session_.outbox.ask("workspace/codeLens/refresh", nullptr);
    publisher_.take_others_changed();
  }

  Session session_;
  Publisher publisher_{session_};
  Loading loading_{session_};
  Notifications notifications_{session_, publisher_, loading_};
  requests::SentTokens tokens_ = {};
  WaitingRequests waiting_ = {};
  ServerState state_ = ServerState::started;
  Json initialization_options_ = {};
  std::optional<std::int64_t> client_process_ = {};
  std::optional<int> exit_code_ = {};
  bool ended_ = false;
  bool is_stale_ = false;    ///< something was edited since what is found was last looked at
  bool was_loaded_ = false;  ///< at least once
  int ticks_ = 0;
  std::vector<RpcRequest> held_ = {};
  std::size_t looked_at_ = 0;  ///< changes of the publisher when those were last looked at
};

Server::Server(const Host& host, ServerOptions options)
    : implementation_(std::make_unique<Implementation>(host, std::move(options))) {}
Server::~Server() = default;

void Server::receive(std::string_view content) {
  implementation_->receive(content);
}
void Server::receive_broken(const std::string& reason) {
  implementation_->receive_broken(reason);
}
void Server::end_of_input() {
  implementation_->end_of_input();
}
bool Server::work() {
  return implementation_->work();
}
void Server::tick() {
  implementation_->tick();
}
std::vector<std::string> Server::take_outgoing() {
  return implementation_->outbox().take();
}
std::size_t Server::waiting_bytes() const {
  return implementation_->waiting_bytes();
}
std::function<void()> Server::take_background() {
  return implementation_->take_background();
}
void Server::background_done() {
  implementation_->background_done();
}
std::optional<int> Server::exit_code() const {
  return implementation_->exit_code();
}
std::optional<std::int64_t> Server::client_process() const {
  return implementation_->client_process();
}

}  // namespace ecac
