#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "compiler/server/server.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/host.h"

namespace ecac::test {

/// A client in the same process and thread as its server. Everything that the server sends is held
/// against the published meta model, where that is there.
class LspClient {
 public:
  using Json = nlohmann::json;

  explicit LspClient(MemoryFileTree& files, const std::string& documentation_url = {});

  /// Sends `initialize` with these capabilities for the folder `/w`, and `initialized`. Anything in
  /// `more` takes the place of what `initialize` says otherwise.
  void start(const Json& capabilities = Json::object(), const Json& more = Json::object());
  /// What an editor that can do everything says.
  static Json all_capabilities();

  /// Sends a request, has everything done, and gives the answer: its `result`, or its `error`.
  Json ask(const std::string& method, const Json& params);
  /// Sends it and has nothing done; the number of the request.
  std::int64_t send(const std::string& method, const Json& params);
  void notify(const std::string& method, const Json& params);
  void send_raw(const std::string& content);
  /// Has everything done that there is to do, requests of the server answered.
  void run();
  /// The answer to a request; null if there is none yet. Contains `result` or `error`.
  Json answer(std::int64_t id) const;

  void open(const std::string& path, const std::string& text, std::int64_t version = 1);
  void change(const std::string& path, const Json& changes, std::int64_t version);

  /// What the server has sent since the last call, besides answers.
  std::vector<Json> take_received();
  /// The diagnostics that it has published last of a file; null if none ever.
  Json diagnostics(const std::string& path) const;
  /// All that it has ever sent, as it was.
  const std::string& all_text() const { return all_text_; }

  /// While set, nothing is read in the background.
  bool holds_loading = false;
  /// How requests of the server are answered: the settings for `workspace/configuration`.
  Json settings = nullptr;

  Server& server() { return *server_; }

 private:
  void take(const std::string& text);
  void reply(const Json& request);
  void validate(const Json& message);

  Host host_;
  std::unique_ptr<Server> server_;
  std::int64_t last_id_ = 0;
  std::map<std::int64_t, std::string> methods_ = {};
  std::map<std::int64_t, Json> answers_ = {};
  std::vector<Json> received_ = {};
  std::map<std::string, Json> diagnostics_ = {};
  std::string all_text_ = {};
};

std::string uri(const std::string& path);

}  // namespace ecac::test
