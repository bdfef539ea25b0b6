#include "compiler/cli/process_world.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <streambuf>
#include <system_error>

#include "compiler/host/changes/disk_change_watch.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/host/disk_file_writer.h"

namespace ecac {
namespace process {

/// A stream over a file descriptor that remembers why it failed.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  int error() const { return error_; }

 protected:
  int_type overflow(int_type character) override {
    if (!drain()) return traits_type::eof();
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
      sputc(traits_type::to_char_type(character));
    }
    return traits_type::not_eof(character);
  }
  int sync() override { return drain() ? 0 : -1; }
  int_type underflow() override {
    ssize_t count = -1;
    do {
      count = ::read(descriptor_, buffer_.data(), buffer_.size());
    } while (count < 0 && errno == EINTR);
    if (count < 0) throw std::system_error(errno, std::generic_category());
    if (count == 0) return traits_type::eof();
    setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
    return traits_type::to_int_type(buffer_[0]);
  }

 private:
  bool drain() {
    const char* from = pbase();
    while (error_ == 0 && from < pptr()) {
      ssize_t count = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
      if (count < 0 && errno != EINTR) error_ = errno;
      if (count > 0) from += count;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0;
  }

  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_;
};

// A stream closed by whoever started us must not become the first file that we open.
static void occupy_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round, so that using it still fails.
    int opened = ::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    if (opened != descriptor && opened >= 0) ::close(opened);
  }
}

static std::string today() {
  std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return text.data();
}

static double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// "" if it was deleted meanwhile.
static std::string current_directory() {
  std::error_code error;
  std::filesystem::path path = std::filesystem::current_path(error);
  return error ? std::string() : path.string();
}

}  // namespace process

struct ProcessWorld::Streams {
  process::DescriptorBuffer in_buffer{0};
  process::DescriptorBuffer out_buffer{1};
  process::DescriptorBuffer err_buffer{2};
  std::istream in{&in_buffer};
  std::ostream out{&out_buffer};
  std::ostream err{&err_buffer};
  DiskFileTree disk;
  DiskFileWriter writer;
  World world{.files = disk,
              .writer = writer,
              .current_directory = process::current_directory(),
              .in = in,
              .out = out,
              .err = err,
              .out_is_terminal = ::isatty(1) == 1,
              .err_is_terminal = ::isatty(2) == 1};
};

ProcessWorld::ProcessWorld() {
  process::occupy_standard_descriptors();
  remove_partial_files_on_signal();
  // Without a zero in its buffers, which would touch 48 pages at each start.
  streams_ = std::make_unique_for_overwrite<Streams>();
  streams_->world.environment = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value ? value : "");
  };
  streams_->world.today = process::today;
  streams_->world.seconds = process::seconds;
  streams_->world.watch_changes = [this] {
    return open_change_watch(streams_->world.environment("ECAC_WATCH") == "poll");
  };
  streams_->world.out_failure = [this]() -> std::string {
    int code = streams_->out_buffer.error();
    if (code == 0) return {};
    return code == EPIPE ? "quiet" : std::strerror(code);
  };
}

ProcessWorld::~ProcessWorld() = default;

const World& ProcessWorld::world() const {
  return streams_->world;
}

}  // namespace ecac
