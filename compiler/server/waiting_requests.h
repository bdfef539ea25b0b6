#pragma once

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "compiler/server/transport/rpc_message.h"

namespace ecac {

/// Messages in the order in which they came, and requests that wait for something. A request can be
/// taken back at any time before it is answered.
class WaitingRequests {
 public:
  struct Message {
    RpcMessage message = {};
    std::size_t bytes = 0;
  };

  void add(RpcMessage message, std::size_t bytes);
  bool empty() const { return queue_.empty(); }
  std::size_t bytes() const { return bytes_; }
  /// The first of them. Needs one.
  Message next();

  /// Keeps a request until `take_parked`.
  void park(RpcRequest request) { parked_.push_back(std::move(request)); }
  bool has_parked() const { return !parked_.empty(); }
  /// Puts them in front of the queue, in their order.
  void unpark();
  /// Takes those out that ask about a document.
  std::vector<RpcRequest> take_parked_of(const std::string& uri);
  std::vector<RpcRequest> take_all_parked();

  /// Nobody wants the answer any more. True if the request waits: it is taken out where it is
  /// parked, else `is_cancelled` says so when its turn comes.
  enum class Cancelled { unknown, later, parked };
  Cancelled cancel(const RpcId& id);
  /// Whether a request whose turn has come was cancelled; asked once.
  bool is_cancelled(const RpcId& id);

 private:
  std::deque<Message> queue_ = {};
  std::vector<RpcRequest> parked_ = {};
  std::multiset<std::string> waiting_ids_ = {};  ///< as JSON, of requests in the queue
  std::set<std::string> cancelled_ids_ = {};
  std::size_t bytes_ = 0;
};

}  // namespace ecac
