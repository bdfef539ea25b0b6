#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <utility>

#include "compiler/host/git/git_file_tree.h"
#include "compiler/host/revisions.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace revision_process {

// A sanitizer maps far more than it uses. g++ tells of one by a macro, clang by a feature.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
static constexpr bool kSanitized = true;
#else
static constexpr bool kSanitized = false;
#endif
#else
static constexpr bool kSanitized = false;
#endif

enum class Question : std::uint8_t { list, read, kind, identity, resolve };

/// A text that both sides pack and unpack in the same order. What comes from the other process is
/// believed in nothing but its form.
class Message {
 public:
  Message() = default;
  explicit Message(std::string bytes) : bytes_(std::move(bytes)) {}

  void put(std::uint64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void put(std::string_view text) {
    put(std::uint64_t{text.size()});
    bytes_ += text;
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    if (bytes_.size() - at_ < sizeof value) {
      broken_ = true;
      return 0;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) {
      broken_ = true;
      return {};
    }
    at_ += static_cast<std::size_t>(size);
    return bytes_.substr(at_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }
  bool broken() const { return broken_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_ = {};
  std::size_t at_ = 0;
  bool broken_ = false;
};

static void put_error(Message& answer, const Error& error) {
  answer.put(std::uint64_t{1});
  answer.put(static_cast<std::uint64_t>(error.kind));
  answer.put(error.message);
}

static Error take_error(Message& answer) {
  constexpr auto kLast = static_cast<std::uint64_t>(ErrorKind::invalid);
  const std::uint64_t kind = answer.number();
  Error error{answer.text(), kind <= kLast ? static_cast<ErrorKind>(kind) : ErrorKind::other};
  return error;
}

static bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

static bool send_message(int socket, const Message& message) {
  Message head;
  head.put(std::uint64_t{message.bytes().size()});
  return send_all(socket, head.bytes()) && send_all(socket, message.bytes());
}

using Clock = std::chrono::steady_clock;

/// False at the end of the stream, on an error, or once the time is over; `late` tells which.
static bool receive(int socket, char* to, std::size_t size, const Clock::time_point* until,
                    bool& late) {
  while (size > 0) {
    if (until != nullptr) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(*until - Clock::now()).count();
      pollfd wanted{.fd = socket, .events = POLLIN, .revents = 0};
      const int ready = left <= 0 ? 0 : ::poll(&wanted, 1, static_cast<int>(left));
      if (ready < 0 && errno == EINTR) continue;
      if (ready == 0) late = true;
      if (ready <= 0) return false;
    }
    const ssize_t count = ::recv(socket, to, size, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    to += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

/// A message of at most so many bytes.
static bool receive_message(int socket, std::uint64_t most, const Clock::time_point* until,
                            Message& message, bool& late) {
  std::uint64_t size = 0;
  if (!receive(socket, reinterpret_cast<char*>(&size), sizeof size, until, late)) return false;
  if (size > most) return false;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!receive(socket, bytes.data(), bytes.size(), until, late)) return false;
  message = Message(std::move(bytes));
  return true;
}

// The process that reads.

static Message answer_to(const GitFileTree& files, Message question) {
  Message answer;
  const auto what = static_cast<Question>(question.number());
  const std::string path = question.text();
  const auto limit = static_cast<std::size_t>(question.number());
  if (what == Question::list) {
    DirectoryListing listing;
    if (const auto listed = files.list(path, listing); !listed) {
      put_error(answer, listed.error());
    } else {
      answer.put(std::uint64_t{0});
      answer.put(std::uint64_t{listing.identity ? 1U : 0U});
      answer.put(listing.identity ? listing.identity->device : 0);
      answer.put(listing.identity ? listing.identity->number : 0);
      answer.put(std::uint64_t{listing.entries().size()});
      for (const DirectoryListing::Entry& entry : listing.entries()) {
        answer.put(static_cast<std::uint64_t>(entry.kind));
        answer.put(std::uint64_t{entry.link ? 1U : 0U});
        answer.put(listing.name(entry));
      }
    }
  } else if (what == Question::read) {
    std::string text;
    if (const auto read = files.read(path, text, limit); !read) {
      put_error(answer, read.error());
    } else {
      answer.put(std::uint64_t{0});
      answer.put(text);
    }
  } else {
    answer.put(std::uint64_t{0});
    if (what == Question::kind) {
      answer.put(static_cast<std::uint64_t>(files.kind(path)));
    } else if (what == Question::identity) {
      const auto identity = files.identity(path);
      answer.put(std::uint64_t{identity ? 1U : 0U});
      answer.put(identity ? identity->device : 0);
      answer.put(identity ? identity->number : 0);
    } else {
      const auto resolved = files.resolve(path);
      answer.put(std::uint64_t{resolved ? 1U : 0U});
      answer.put(resolved.value_or(""));
    }
  }
  const std::optional<Error> failure = files.failure();
  answer.put(failure ? std::string_view(failure->message) : std::string_view());
  const std::vector<std::string> closed = files.closed_folders();
  answer.put(std::uint64_t{closed.size()});
  for (const std::string& folder : closed) answer.put(folder);
  return answer;
}

[[noreturn]] static void serve(int socket, const std::string& path, const RepositoryState& state) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(number, SIG_DFL);
  // What a library says on its way down is for nobody.
  if (const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC); nothing >= 0) {
    for (int descriptor = 0; descriptor <= 2; ++descriptor) ::dup2(nothing, descriptor);
  }
  const rlimit no_core{.rlim_cur = 0, .rlim_max = 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (!kSanitized) {
    const rlimit memory{.rlim_cur = limits::kRevisionMemory, .rlim_max = limits::kRevisionMemory};
    ::setrlimit(RLIMIT_DATA, &memory);
  }
  try {
    const Result<std::unique_ptr<GitFileTree>> opened = GitFileTree::open(path, state);
    Message first;
    if (opened) {
      first.put(std::uint64_t{0});
      first.put((*opened)->root());
      first.put((*opened)->commit());
      first.put((*opened)->remark());
      first.put(std::uint64_t{(*opened)->is_empty() ? 1U : 0U});
    } else {
      put_error(first, opened.error());
    }
    bool late = false;
    Message question;
    if (send_message(socket, first) && opened) {
      while (receive_message(socket, ~std::uint64_t{0}, nullptr, question, late)) {
        if (!send_message(socket, answer_to(**opened, std::move(question)))) break;
      }
    }
  } catch (...) {
    ::_exit(3);  // out of memory
  }
  ::_exit(0);
}

// The process that asks.

class Tree final : public FileTree {
 public:
  Tree(int socket, pid_t process, std::chrono::milliseconds patience)
      : socket_(socket), process_(process), patience_(patience) {}
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() override {
    const std::lock_guard lock(mutex_);
    end();
  }

  /// The first answer: whether the revision is there.
  Result<void> begin() {
    const std::lock_guard lock(mutex_);
    Message answer;
    if (!receive_answer(answer, kMostSmall)) return *failure_;
    if (answer.number() != 0) {
      Error error = take_error(answer);
      if (answer.broken()) give_up(false);
      return failure_ ? *failure_ : error;
    }
    root_ = answer.text();
    commit_ = answer.text();
    remark_ = answer.text();
    is_empty_ = answer.number() != 0;
    return {};
  }

  const std::string& commit() const { return commit_; }
  const std::string& remark() const { return remark_; }
  bool is_empty() const { return is_empty_; }

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override {
    listing.clear();
    const std::lock_guard lock(mutex_);
    Message answer;
    if (!ask(Question::list, directory, 0, kMostListing, answer)) return *failure_;
    if (answer.number() != 0) return refused(answer);
    const bool known = answer.number() != 0;
    FileIdentity identity;
    identity.device = answer.number();
    identity.number = answer.number();
    if (known) listing.identity = identity;
    for (std::uint64_t left = answer.number(); left > 0 && !answer.broken(); --left) {
      const EntryKind kind = kind_of(answer.number());
      const bool link = answer.number() != 0;
      const std::string name = answer.text();
      const bool usable = !name.empty() && name.find('/') == std::string::npos;
      if (usable) listing.add(name, kind, link);
    }
    return finish(answer);
  }
  Result<void> read(const std::string& path, std::string& buffer,
                    std::size_t limit) const override {
    buffer.clear();
    const std::lock_guard lock(mutex_);
    Message answer;
    const std::uint64_t most = std::min<std::uint64_t>(limit, ~std::uint64_t{0} - kMostSmall);
    if (!ask(Question::read, path, limit, most + kMostSmall, answer)) return *failure_;
    if (answer.number() != 0) return refused(answer);
    buffer = answer.text();
    return finish(answer);
  }
  EntryKind kind(const std::string& path) const override {
    const std::lock_guard lock(mutex_);
    Message answer;
    if (!ask(Question::kind, path, 0, kMostSmall, answer) || answer.number() != 0) {
      return EntryKind::missing;
    }
    const EntryKind kind = kind_of(answer.number());
    return finish(answer) ? kind : EntryKind::missing;
  }
  std::optional<FileIdentity> identity(const std::string& path) const override {
    const std::lock_guard lock(mutex_);
    Message answer;
    if (!ask(Question::identity, path, 0, kMostSmall, answer) || answer.number() != 0) {
      return std::nullopt;
    }
    const bool known = answer.number() != 0;
    FileIdentity identity;
    identity.device = answer.number();
    identity.number = answer.number();
    return finish(answer) && known ? std::optional(identity) : std::nullopt;
  }
  std::optional<std::string> resolve(const std::string& path) const override {
    const std::lock_guard lock(mutex_);
    Message answer;
    if (!ask(Question::resolve, path, 0, kMostSmall, answer) || answer.number() != 0) {
      return std::nullopt;
    }
    const bool known = answer.number() != 0;
    std::string resolved = answer.text();
    return finish(answer) && known ? std::optional(std::move(resolved)) : std::nullopt;
  }
  std::optional<Error> failure() const override {
    const std::lock_guard lock(mutex_);
    return failure_;
  }
  std::vector<std::string> closed_folders() const override {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

 private:
  // A path, a message and a few numbers; and the names of the largest folder that is listed.
  static constexpr std::uint64_t kMostSmall = std::uint64_t{1} << 20;
  static constexpr std::uint64_t kMostListing = std::uint64_t{512} << 20;

  static EntryKind kind_of(std::uint64_t number) {
    constexpr auto kLast = static_cast<std::uint64_t>(EntryKind::other);
    return number <= kLast ? static_cast<EntryKind>(number) : EntryKind::missing;
  }

  bool ask(Question what, const std::string& path, std::size_t limit, std::uint64_t most,
           Message& answer) const {
    if (socket_ < 0) return false;
    Message question;
    question.put(static_cast<std::uint64_t>(what));
    question.put(path);
    question.put(std::uint64_t{limit});
    if (!send_message(socket_, question)) {
      give_up(false);
      return false;
    }
    return receive_answer(answer, most);
  }

  bool receive_answer(Message& answer, std::uint64_t most) const {
    const Clock::time_point until = Clock::now() + patience_;
    bool late = false;
    if (receive_message(socket_, most, &until, answer, late)) return true;
    give_up(late);
    return false;
  }

  Error refused(Message& answer) const {
    Error error = take_error(answer);
    (void)finish(answer);
    return error;
  }

  /// What each answer ends with.
  Result<void> finish(Message& answer) const {
    const std::string failure = answer.text();
    std::vector<std::string> closed;
    for (std::uint64_t left = answer.number(); left > 0 && !answer.broken(); --left) {
      closed.push_back(answer.text());
    }
    if (answer.broken()) give_up(false);
    if (!failure.empty() && !failure_) failure_ = Error{failure};
    closed_ = std::move(closed);
    return socket_ < 0 ? Result<void>(*failure_) : Result<void>();
  }

  void give_up(bool late) const {
    const int status = end();
    const std::string where =
        root_.empty() ? std::string() : fmt::format(" `{}`", file_name(root_));
    std::string why;
    if (late) {
      why = fmt::format("an answer took longer than {} seconds", patience_.count() / 1000);
    } else if (WIFSIGNALED(status)) {
      why = fmt::format("reading it ended with the signal {}", WTERMSIG(status));
    } else {
      why = "reading it takes too much memory, or makes no sense";
    }
    failure_ = Error{fmt::format("the git repository{} seems to be damaged: {}", where, why)};
  }

  /// Ends the process, unless it has ended, and gives its status.
  int end() const {
    if (socket_ < 0) return 0;
    ::close(socket_);
    socket_ = -1;
    int status = 0;
    // It ends by itself where it can.
    for (int waits = 0; waits < 20; ++waits) {
      if (::waitpid(process_, &status, WNOHANG) == process_) return status;
      ::usleep(1000);
    }
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    return 0;
  }

  mutable std::mutex mutex_;
  mutable int socket_;
  pid_t process_;
  std::chrono::milliseconds patience_;
  std::string root_ = {};
  std::string commit_ = {};
  std::string remark_ = {};
  bool is_empty_ = false;
  mutable std::optional<Error> failure_ = {};
  mutable std::vector<std::string> closed_ = {};
};

}  // namespace revision_process

Result<OpenedState> open_state(const std::string& path, const RepositoryState& state,
                               std::chrono::milliseconds patience) {
  int sockets[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return Error{fmt::format("git cannot be read: {}", std::strerror(errno))};
  }
  const pid_t process = ::fork();
  if (process == 0) {
    ::close(sockets[0]);
    revision_process::serve(sockets[1], path, state);
  }
  const int code = errno;
  ::close(sockets[1]);
  if (process < 0) {
    ::close(sockets[0]);
    return Error{fmt::format("git cannot be read: {}", std::strerror(code))};
  }
  auto tree = std::make_unique<revision_process::Tree>(sockets[0], process, patience);
  if (const Result<void> begun = tree->begin(); !begun) return begun.error();
  OpenedState opened{.commit = tree->commit(), .remark = tree->remark()};
  if (state.kind != RepositoryState::Kind::left_out || !tree->is_empty()) {
    opened.files = std::move(tree);
  }
  return opened;
}

}  // namespace ecac
