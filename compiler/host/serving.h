#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ecac {

/// A program that answers what comes in while more may come. All is called on one thread.
class Served {
 public:
  virtual ~Served() = default;
  virtual void take_input(std::string_view bytes) = 0;
  virtual void end_of_input() = 0;
  /// Does a piece of what is to be done; whether there is more.
  virtual bool work() = 0;
  /// About once a second.
  virtual void tick() = 0;
  /// What is to be written; "" is nothing.
  virtual std::string take_output() = 0;
  /// Bytes that came in and are not worked off.
  virtual std::size_t waiting_bytes() const = 0;
  /// Something long, for another thread; none if there is nothing, or one is being done.
  virtual std::function<void()> take_background() = 0;
  virtual void background_done() = 0;
  virtual bool is_done() const = 0;
};

/// Where bytes come from and go to, and whether anybody is there.
struct ServedStreams {
  /// Waits for at least one byte; 0 at the end, negative after an error.
  std::function<long(char* to, std::size_t size)> read;
  /// Waits until all is written; false if nobody reads any more.
  std::function<bool(std::string_view bytes)> write;
  /// Asked about once a second. May be empty.
  std::function<bool()> is_peer_there = {};
  /// Both functions may be called until the process ends, so that nobody has to wait for what does
  /// not come.
  bool outlive = false;
};

/// Serves until all is done, nobody reads any more, or nobody is there. Reading and writing keep
/// nobody from working; who does not read what is written gets no more to read than fits a bound,
/// and then nothing more is read from it. Where there are no threads, one is done after the other.
void serve(Served& served, const ServedStreams& streams);

}  // namespace ecac
