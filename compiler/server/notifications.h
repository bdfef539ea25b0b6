#pragma once

#include <string>
#include <string_view>

#include "compiler/server/loading.h"
#include "compiler/server/session/publisher.h"
#include "compiler/server/session/session.h"

namespace ecac {

/// What a client tells while it is served: its documents, files, folders and settings.
class Notifications {
 public:
  Notifications(Session& session, Publisher& publisher, Loading& loading)
      : session_(session), publisher_(publisher), loading_(loading) {}

  /// False for a name that is none of them. Throws RpcError.
  bool take(std::string_view method, const Json& params);

  /// Asks for the settings, or takes those that the client gave at the beginning, and begins.
  void begin(const Json& initialization_options);
  /// Begins without settings that do not come.
  void begin_without_settings();

 private:
  void open(const Json& params);
  void change(const Json& params);
  void save(const Json& params);
  void close(const Json& params);
  void watched_files(const Json& params);
  /// Of `files`, each of which names a file by its address under some of these keys.
  void moved_files(const Json& params);
  void folders(const Json& params);
  void configuration(const Json& params);
  void ask_settings();
  void take_settings(const Json& section);
  void files_changed(const std::vector<std::string>& paths);

  Session& session_;
  Publisher& publisher_;
  Loading& loading_;
};

}  // namespace ecac
