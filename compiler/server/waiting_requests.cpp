#include "compiler/server/waiting_requests.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/server/protocol/params.h"

namespace ecac {
namespace waiting_requests {

static std::string key_of(const RpcId& id) {
  return write_message(id);
}

}  // namespace waiting_requests

void WaitingRequests::add(RpcMessage message, std::size_t bytes) {
  if (const auto* request = std::get_if<RpcRequest>(&message)) {
    waiting_ids_.insert(waiting_requests::key_of(request->id));
  }
  bytes_ += bytes;
  queue_.push_back({.message = std::move(message), .bytes = bytes});
}

WaitingRequests::Message WaitingRequests::next() {
  Message first = std::move(queue_.front());
  queue_.pop_front();
  bytes_ -= first.bytes;
  if (const auto* request = std::get_if<RpcRequest>(&first.message)) {
    const auto waiting = waiting_ids_.find(waiting_requests::key_of(request->id));
    if (waiting != waiting_ids_.end()) waiting_ids_.erase(waiting);
  }
  return first;
}

void WaitingRequests::unpark() {
  for (auto request = parked_.rbegin(); request != parked_.rend(); ++request) {
    waiting_ids_.insert(waiting_requests::key_of(request->id));
    queue_.push_front({.message = std::move(*request)});
  }
  parked_.clear();
}

std::vector<RpcRequest> WaitingRequests::take_parked_of(const std::string& uri) {
  const auto others =
      std::stable_partition(parked_.begin(), parked_.end(), [&](const RpcRequest& request) {
        const Json* const of = find_member(request.params, {"textDocument", "uri"});
        return of == nullptr || *of != uri;
      });
  std::vector<RpcRequest> taken(std::make_move_iterator(others),
                                std::make_move_iterator(parked_.end()));
  parked_.erase(others, parked_.end());
  return taken;
}

std::vector<RpcRequest> WaitingRequests::take_all_parked() {
  return std::exchange(parked_, {});
}

WaitingRequests::Cancelled WaitingRequests::cancel(const RpcId& id) {
  const auto parked = std::find_if(parked_.begin(), parked_.end(),
                                   [&](const RpcRequest& request) { return request.id == id; });
  if (parked != parked_.end()) {
    parked_.erase(parked);
    return Cancelled::parked;
  }
  const std::string key = waiting_requests::key_of(id);
  if (waiting_ids_.count(key) == 0) return Cancelled::unknown;
  cancelled_ids_.insert(key);
  return Cancelled::later;
}

bool WaitingRequests::is_cancelled(const RpcId& id) {
  return cancelled_ids_.erase(waiting_requests::key_of(id)) > 0;
}

}  // namespace ecac
