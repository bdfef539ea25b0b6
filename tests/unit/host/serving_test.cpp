#include "compiler/host/serving.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace ecac {
namespace {

/// Says back what comes, line by line. `b` begins something long, `e` ends.
class Echo final : public Served {
 public:
  void take_input(std::string_view bytes) override { waiting_ += bytes; }
  void end_of_input() override { ended_ = true; }
  bool work() override {
    const std::size_t end = waiting_.find('\n');
    if (end == std::string::npos) {
      done_ = done_ || (ended_ && !busy_);
      return false;
    }
    const std::string line = waiting_.substr(0, end);
    waiting_.erase(0, end + 1);
    if (line == "b") wanted_ = true;
    if (line == "e") done_ = true;
    said_ += line + '\n';
    return true;
  }
  void tick() override {}
  std::string take_output() override { return std::exchange(said_, {}); }
  std::size_t waiting_bytes() const override { return waiting_.size(); }
  std::function<void()> take_background() override {
    if (!std::exchange(wanted_, false)) return {};
    busy_ = true;
    return [this] { long_work = 42; };
  }
  void background_done() override {
    busy_ = false;
    said_ += "done " + std::to_string(long_work.load()) + '\n';
  }
  bool is_done() const override { return done_; }

  std::atomic<int> long_work = 0;

 private:
  std::string waiting_ = {};
  std::string said_ = {};
  bool ended_ = false;
  bool wanted_ = false;
  bool busy_ = false;
  bool done_ = false;
};

/// Bytes that somebody else writes or reads.
class Pipe {
 public:
  void put(std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ += bytes;
    changed_.notify_all();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  long take(char* to, std::size_t size) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ || !bytes_.empty(); });
    const std::size_t count = std::min(size, bytes_.size());
    std::memcpy(to, bytes_.data(), count);
    bytes_.erase(0, count);
    return static_cast<long>(count);
  }
  std::string all() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::string bytes_ = {};
  bool ended_ = false;
};

ServedStreams between(Pipe& in, Pipe& out) {
  return {.read = [&](char* to, std::size_t size) { return in.take(to, size); },
          .write =
              [&](std::string_view bytes) {
                out.put(bytes);
                return true;
              }};
}

TEST(Serving, AnswersInOrderAndEndsWithItsInput) {
  Pipe in;
  Pipe out;
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += std::to_string(i) + '\n';
  std::thread client([&] {
    for (const char c : lines) in.put({&c, 1});
    in.end();
  });
  Echo echo;
  serve(echo, between(in, out));
  client.join();
  EXPECT_EQ(out.all(), lines);
}

TEST(Serving, GoesOnWhileSomethingLongIsDone) {
  Pipe in;
  Pipe out;
  in.put("a\nb\nc\n");
  in.end();
  Echo echo;
  serve(echo, between(in, out));
  EXPECT_EQ(echo.long_work, 42);
  std::string said = out.all();
  EXPECT_NE(said.find("done 42\n"), std::string::npos) << said;
  said.erase(said.find("done 42\n"), 8);
  EXPECT_EQ(said, "a\nb\nc\n");
}

TEST(Serving, EndsWhenNobodyReads) {
  Pipe in;
  Pipe out;
  in.put("a\n");
  ServedStreams streams = between(in, out);
  // Whoever has gone has closed both ends.
  streams.write = [&](std::string_view) {
    in.end();
    return false;
  };
  Echo echo;
  serve(echo, streams);
  EXPECT_EQ(out.all(), "");
}

TEST(Serving, EndsWhenNobodyIsThere) {
  Pipe in;
  Pipe out;
  ServedStreams streams = between(in, out);
  streams.is_peer_there = [&] {
    in.end();
    return false;
  };
  Echo echo;
  serve(echo, streams);
  EXPECT_EQ(out.all(), "");
}

}  // namespace
}  // namespace ecac
