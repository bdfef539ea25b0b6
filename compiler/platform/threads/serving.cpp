#include "compiler/host/serving.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace ecac {

namespace {

using Clock = std::chrono::steady_clock;

/// Bytes that are read ahead of the work, and bytes that wait to be written.
constexpr std::size_t kInputBound = std::size_t{64} << 20;
constexpr std::size_t kOutputBound = std::size_t{64} << 20;
constexpr std::size_t kReadAtOnce = std::size_t{64} << 10;
constexpr std::chrono::milliseconds kTick{1000};
/// While something is done beside, its progress is told more often.
constexpr std::chrono::milliseconds kBusyTick{100};
/// How long somebody who has closed its end may take to read the rest.
constexpr std::chrono::seconds kFarewell{2};

/// What the threads have in common. A thread that waits for a stream keeps it alive.
struct Channel {
  ServedStreams streams = {};
  std::mutex mutex = {};
  std::condition_variable changed = {};
  std::deque<std::string> input = {};
  std::size_t input_bytes = 0;
  std::size_t waiting_bytes = 0;  ///< of input that was taken and is not worked off
  bool input_ended = false;
  std::deque<std::string> output = {};
  std::size_t output_bytes = 0;  ///< the piece included that is being written
  bool output_failed = false;
  bool background_ended = false;
  bool stopped = false;
  int threads = 0;  ///< that have not ended
};

void end_thread(Channel& channel) {
  const std::lock_guard lock(channel.mutex);
  --channel.threads;
  channel.changed.notify_all();
}

void read_all(const std::shared_ptr<Channel>& channel) {
  const auto buffer = std::make_unique<std::array<char, kReadAtOnce>>();
  while (true) {
    const long count = channel->streams.read(buffer->data(), buffer->size());
    std::unique_lock lock(channel->mutex);
    if (count <= 0) {
      channel->input_ended = true;
      break;
    }
    channel->input.emplace_back(buffer->data(), static_cast<std::size_t>(count));
    channel->input_bytes += static_cast<std::size_t>(count);
    channel->changed.notify_all();
    channel->changed.wait(lock, [&] {
      return channel->stopped || channel->input_bytes + channel->waiting_bytes < kInputBound;
    });
    if (channel->stopped) break;
  }
  end_thread(*channel);
}

void write_all(const std::shared_ptr<Channel>& channel) {
  while (true) {
    std::string piece;
    {
      std::unique_lock lock(channel->mutex);
      channel->changed.wait(lock, [&] { return channel->stopped || !channel->output.empty(); });
      if (channel->output.empty()) break;
      piece = std::move(channel->output.front());
      channel->output.pop_front();
    }
    const bool written = channel->streams.write(piece);
    const std::lock_guard lock(channel->mutex);
    channel->output_bytes -= piece.size();
    channel->output_failed = channel->output_failed || !written;
    channel->changed.notify_all();
    if (!written) break;
  }
  end_thread(*channel);
}

/// The thread that owns what is served.
class Owner {
 public:
  Owner(Served& served, const ServedStreams& streams)
      : served_(served), channel_(std::make_shared<Channel>()) {
    channel_->streams = streams;
    channel_->threads = 2;
    start([channel = channel_] { read_all(channel); });
    start([channel = channel_] { write_all(channel); });
  }

  ~Owner() {
    background_ = {};  // waits for it: it uses what the caller owns
    {
      std::unique_lock lock(channel_->mutex);
      // What was said is still to be heard.
      channel_->changed.wait_for(
          lock, kFarewell, [&] { return channel_->output_failed || channel_->output_bytes == 0; });
      channel_->stopped = true;
      channel_->changed.notify_all();
      if (!channel_->streams.outlive) {
        channel_->changed.wait(lock, [&] { return channel_->threads == 0; });
      }
    }
  }

  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;

  void run() {
    bool more = true;
    while (take_input(more)) {
      more = served_.work();
      if (!send(served_.take_output()) || served_.is_done()) return;
      if (!background_.joinable()) start_background();
    }
  }

 private:
  template <class Work>
  static void start(Work work) {
    std::thread(std::move(work)).detach();
  }

  void start_background() {
    std::function<void()> work = served_.take_background();
    if (!work) return;
    channel_->background_ended = false;
    background_ = std::jthread([work = std::move(work), channel = channel_] {
      work();
      const std::lock_guard lock(channel->mutex);
      channel->background_ended = true;
      channel->changed.notify_all();
    });
  }

  /// Hands over what came; where there is nothing else to do, once something has come. False if
  /// nobody is there any more.
  bool take_input(bool has_work) {
    std::deque<std::string> pieces;
    bool ended = false;
    bool background_ended = false;
    {
      std::unique_lock lock(channel_->mutex);
      channel_->waiting_bytes = served_.waiting_bytes();
      const auto is_there = [&] {
        return !channel_->input.empty() || (channel_->input_ended && !told_end_) ||
               channel_->output_failed || (background_.joinable() && channel_->background_ended);
      };
      if (!has_work) {
        channel_->changed.wait_for(lock, background_.joinable() ? kBusyTick : kTick, is_there);
      }
      pieces.swap(channel_->input);
      channel_->input_bytes = 0;
      ended = channel_->input_ended;
      background_ended = background_.joinable() && channel_->background_ended;
      channel_->changed.notify_all();
    }
    for (const std::string& piece : pieces) served_.take_input(piece);
    if (ended && !std::exchange(told_end_, true)) served_.end_of_input();
    if (background_ended) {
      background_.join();
      served_.background_done();
    }
    return pass_time();
  }

  /// False if nobody is there any more.
  bool pass_time() {
    const Clock::time_point now = Clock::now();
    if (now - last_tick_ < (background_.joinable() ? kBusyTick : kTick)) return true;
    last_tick_ = now;
    served_.tick();
    if (now - last_look_ < kTick) return true;
    last_look_ = now;
    return !channel_->streams.is_peer_there || channel_->streams.is_peer_there();
  }

  /// False if nobody reads, or nobody is there.
  bool send(std::string bytes) {
    std::unique_lock lock(channel_->mutex);
    std::chrono::milliseconds waited{0};
    while (channel_->output_bytes > kOutputBound && !channel_->output_failed) {
      channel_->changed.wait_for(lock, kTick, [&] {
        return channel_->output_failed || channel_->output_bytes <= kOutputBound;
      });
      waited += kTick;
      if (channel_->input_ended && waited >= kFarewell) return false;
      lock.unlock();
      const bool is_there = pass_time();
      lock.lock();
      if (!is_there) return false;
    }
    if (channel_->output_failed) return false;
    if (bytes.empty()) return true;
    channel_->output_bytes += bytes.size();
    channel_->output.push_back(std::move(bytes));
    channel_->changed.notify_all();
    return true;
  }

  Served& served_;
  std::shared_ptr<Channel> channel_;
  std::jthread background_ = {};
  Clock::time_point last_tick_ = Clock::now();
  Clock::time_point last_look_ = Clock::now();
  bool told_end_ = false;
};

}  // namespace

void serve(Served& served, const ServedStreams& streams) {
  Owner(served, streams).run();
}

}  // namespace ecac
