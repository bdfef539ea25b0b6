#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/server/session/session.h"

namespace ecac {

/// A language server without threads, streams and a clock: it is handed messages, told when there
/// is time to work, and asked for what it has to say. All of it on one thread, but for the piece of
/// work that `take_background` gives away. Whatever a client sends, nothing is thrown. Borrows the
/// host.
class Server {
 public:
  Server(const Host& host, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The content of a message, as it came. It is answered by `work`, in the order of arrival,
  /// unless a later one takes it back.
  void receive(std::string_view content);
  /// There was something on the stream that is no message, for the reason given.
  void receive_broken(const std::string& reason);
  /// Nothing more will come.
  void end_of_input();

  /// Does one piece of what is to be done; whether there is more. New messages are best handed over
  /// before the next: edits are taken together, and what is not wanted any more is left out.
  bool work();
  /// To be called about once a second, for what is late.
  void tick();

  /// What is to be sent, each without a header, in order.
  std::vector<std::string> take_outgoing();
  /// Bytes of messages that wait to be answered.
  std::size_t waiting_bytes() const;

  /// Something long, to be called on any thread while this goes on, once. None if there is nothing
  /// to do, or one is being done.
  std::function<void()> take_background();
  /// It has been called.
  void background_done();

  /// What to end with, once it is time to.
  std::optional<int> exit_code() const;
  /// Of the client, in whose absence there is nobody to serve; none where it does not say.
  std::optional<std::int64_t> client_process() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ecac
