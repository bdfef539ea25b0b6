#include "compiler/host/disk_file_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <limits.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace ecac {
namespace {

// Read by the signal handler, so plain bytes and a flag that says whether they are a path.
std::array<char, PATH_MAX> partial_path;
std::atomic<bool> partial_exists{false};

void remove_partial_file(int number) {
  if (partial_exists.load()) ::unlink(partial_path.data());
  ::signal(number, SIG_DFL);
  ::raise(number);
}

constexpr int kTries = 16;

std::uint64_t random_number() {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number) {
    number = static_cast<std::uint64_t>(::getpid());
  }
  return number;
}

Error reason(std::string_view doing, const std::string& path, int code = errno) {
  return {fmt::format("cannot {} `{}`: {}", doing, path, std::strerror(code))};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return reason("open", path);
  bool written = write_all(descriptor, bytes);
  int code = errno;
  if (::close(descriptor) != 0 && written) return reason("write", path);
  if (!written) return reason("write", path, code);
  return {};
}

// The file that a chain of symbolic links ends at, which need not exist.
std::string behind_links(std::string path) {
  namespace fs = std::filesystem;
  for (int i = 0; i < 40; ++i) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    fs::path target = fs::read_symlink(path, error);
    if (error) return path;
    path =
        target.is_absolute() ? target.string() : (fs::path(path).parent_path() / target).string();
  }
  return path;
}

Result<void> write_beside(const std::string& path, const struct stat* old, std::string_view bytes) {
  std::filesystem::path target(path);
  std::filesystem::path folder = target.parent_path();
  std::string partial;
  int descriptor = -1;
  for (int tries = 0; tries < kTries; ++tries) {
    // Nobody can have laid a link where nobody knows the name, and one that is there is not opened.
    partial = (folder / fmt::format(".{}.{:016x}.partial",
                                    target.filename().string().substr(0, 200), random_number()))
                  .string();
    if (partial.size() >= partial_path.size()) return reason("write", path, ENAMETOOLONG);
    std::strcpy(partial_path.data(), partial.c_str());
    // A signal may come as soon as the file is there.
    partial_exists = true;
    // The mode in force for a new file; only umask knows it.
    descriptor =
        ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor >= 0) break;
    partial_exists = false;
    if (errno != EEXIST) break;
  }
  if (descriptor < 0) {
    Error problem = reason("write", path);
    partial_exists = false;
    return problem;
  }
  Result<void> done;
  if (old) {
    // Only root may give a file away; whoever may not keeps what can be kept.
    if (::fchown(descriptor, old->st_uid, old->st_gid) != 0 &&
        ::fchown(descriptor, static_cast<uid_t>(-1), old->st_gid) != 0) {
      errno = 0;
    }
    if (::fchmod(descriptor, old->st_mode & 07777) != 0) done = reason("keep the mode of", path);
  }
  if (done && !write_all(descriptor, bytes)) done = reason("write", path);
  if (::close(descriptor) != 0 && done) done = reason("write", path);
  if (done && ::rename(partial.c_str(), path.c_str()) != 0) {
    done = reason("replace", path);
  }
  if (!done) ::unlink(partial.c_str());
  partial_exists = false;
  return done;
}

}  // namespace

Result<void> DiskFileWriter::write(const std::string& path, std::string_view bytes) {
  std::string target = behind_links(path);
  struct stat old {};
  if (::stat(target.c_str(), &old) == 0) {
    if (S_ISDIR(old.st_mode)) return Error{fmt::format("cannot write `{}`: it is a folder", path)};
    if (!S_ISREG(old.st_mode)) return write_directly(target, bytes);
    if (::access(target.c_str(), W_OK) != 0) return reason("write", path);
    return write_beside(target, &old, bytes);
  }
  if (errno != ENOENT) return reason("write", path);
  std::filesystem::path folder = std::filesystem::path(target).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) return reason("make the folder", folder.string(), error.value());
  return write_beside(target, nullptr, bytes);
}

Result<void> DiskFileWriter::rename(const std::string& from, const std::string& to) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(to).parent_path(), error);
  if (error) return reason("rename", from, error.value());
  if (std::rename(from.c_str(), to.c_str()) != 0) return reason("rename", from);
  return {};
}

Result<void> DiskFileWriter::remove(const std::string& path) {
  if (std::remove(path.c_str()) != 0) return reason("delete", path);
  return {};
}

void remove_partial_files_on_signal() {
  ::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit of file sizes is an error like others
  for (int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    struct sigaction current {};
    ::sigaction(number, nullptr, &current);
    if (current.sa_handler == SIG_IGN) continue;  // whoever started us wants it so
    struct sigaction action {};
    action.sa_handler = remove_partial_file;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
}

}  // namespace ecac
