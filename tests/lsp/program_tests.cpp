// The real program behind real pipes.

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>

#include "compiler/server/transport/message_framing.h"
#include "tests/support/golden.h"

namespace ecac::test {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{20};

/// `ecac lsp` as an editor starts it.
class Program {
 public:
  Program() {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0) std::abort();
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execl(ECAC_PROGRAM, "ecac", "lsp", "--stdio", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  ~Program() {
    close_input();
    close_output();
    if (process_ > 0) ::kill(process_, SIGKILL);
    if (process_ > 0) ::waitpid(process_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(to_, bytes.data(), bytes.size());
      if (count < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void send(const Json& message) { write(framed(message.dump())); }
  void initialize(const Json& more = Json::object()) {
    Json params = {{"capabilities", Json::object()}, {"rootUri", nullptr}, {"processId", nullptr}};
    params.update(more);
    send({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "initialize"}, {"params", params}});
    send({{"jsonrpc", "2.0"}, {"method", "initialized"}, {"params", Json::object()}});
  }

  /// The next message; null if none comes any more.
  Json next() {
    ReceivedFrame frame;
    const auto until = Clock::now() + kPatience;
    while (!frames_.next(frame)) {
      pollfd waiting{from_, POLLIN, 0};
      if (Clock::now() > until || ::poll(&waiting, 1, 1000) < 0) return nullptr;
      if (waiting.revents == 0) continue;
      std::array<char, 4096> buffer{};
      const ssize_t count = ::read(from_, buffer.data(), buffer.size());
      if (count <= 0) return nullptr;
      frames_.feed({buffer.data(), static_cast<std::size_t>(count)});
    }
    return Json::parse(frame.content);
  }

  void close_input() {
    if (to_ >= 0) ::close(std::exchange(to_, -1));
  }
  void close_output() {
    if (from_ >= 0) ::close(std::exchange(from_, -1));
  }

  /// -1 if it does not end in time.
  int exit_code() {
    const auto until = Clock::now() + kPatience;
    int status = 0;
    while (::waitpid(process_, &status, WNOHANG) == 0) {
      if (Clock::now() > until) return -1;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t process_ = -1;
  int to_ = -1;
  int from_ = -1;
  FrameReader frames_;
};

const Json kShutdown = {{"jsonrpc", "2.0"}, {"id", 2}, {"method", "shutdown"}};
const Json kExit = {{"jsonrpc", "2.0"}, {"method", "exit"}};

TEST(LanguageServerProgram, LivesAndEndsAsSpecified) {
  Program program;
  program.initialize();
  const Json answer = program.next();
  EXPECT_EQ(answer["id"], 1);
  EXPECT_EQ(answer["result"]["serverInfo"]["name"], "ecac");
  program.send(kShutdown);
  EXPECT_EQ(program.next()["id"], 2);
  program.send(kExit);
  EXPECT_EQ(program.exit_code(), 0);
}

TEST(LanguageServerProgram, ReadsWhatComesByteByByteAndWhatIsBroken) {
  Program program;
  const std::string stream =
      "Content-Length: nothing\r\n\r\n" + framed("{") + framed(Json(kShutdown).dump());
  for (const char byte : stream) program.write({&byte, 1});
  EXPECT_EQ(program.next()["error"]["code"], -32700);
  EXPECT_EQ(program.next()["error"]["code"], -32700);
  EXPECT_EQ(program.next()["error"]["code"], -32002);
  program.send(kExit);
  EXPECT_EQ(program.exit_code(), 1);
}

TEST(LanguageServerProgram, EndsWithItsInput) {
  Program program;
  program.initialize();
  EXPECT_EQ(program.next()["id"], 1);
  program.close_input();
  EXPECT_EQ(program.exit_code(), 1);
}

TEST(LanguageServerProgram, EndsWhenNobodyReads) {
  ::signal(SIGPIPE, SIG_IGN);
  Program program;
  program.close_output();
  program.initialize();
  EXPECT_NE(program.exit_code(), -1);
}

TEST(LanguageServerProgram, EndsWithItsClient) {
  const pid_t client = ::fork();
  if (client == 0) {
    ::pause();
    ::_exit(0);
  }
  Program program;
  program.initialize({{"processId", client}});
  EXPECT_EQ(program.next()["id"], 1);
  ::kill(client, SIGKILL);
  ::waitpid(client, nullptr, 0);
  EXPECT_EQ(program.exit_code(), 1);
}

/// It goes on reading and ends when told so, although nobody takes its answers.
TEST(LanguageServerProgram, SurvivesAClientThatNeverReads) {
  ::signal(SIGPIPE, SIG_IGN);
  Program program;
  program.initialize();
  const std::string request = framed(
      Json{{"jsonrpc", "2.0"}, {"id", 7}, {"method", "no/" + std::string(2000, 'x')}}.dump());
  std::string many;
  for (int i = 0; i < 500; ++i) many += request;
  EXPECT_TRUE(program.write(many));
  program.close_input();
  EXPECT_EQ(program.exit_code(), 1);
}

TEST(LanguageServerProgram, SaysWhatItIsForOnATerminalOnly) {
  const ProgramResult result = run_program("lsp", ECAC_SOURCE_DIR);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(result.errors, "");
  const ProgramResult path = run_program("lsp samples", ECAC_SOURCE_DIR);
  EXPECT_EQ(path.exit_code, 2);
  EXPECT_NE(path.errors.find("takes no paths"), std::string::npos);
}

}  // namespace
}  // namespace ecac::test
