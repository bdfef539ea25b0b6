#include "compiler/host/disk_file_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace ecac {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  void reset(int number) {
    if (number_ >= 0) ::close(number_);
    number_ = number;
  }

 private:
  int number_;
};

Error system_error(int code) {
  switch (code) {
    case ENOENT: return {"no such file or folder", ErrorKind::not_found};
    case ENOTDIR: return {"not a folder", ErrorKind::not_directory};
    case EISDIR: return {"is a folder", ErrorKind::is_directory};
    case EACCES:
    case EPERM: return {"permission denied", ErrorKind::permission};
    case ELOOP: return {"too many symbolic links, or a loop of them", ErrorKind::other};
    default: return {std::generic_category().message(code), ErrorKind::other};
  }
}

EntryKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return EntryKind::file;
  if (S_ISDIR(status.st_mode)) return EntryKind::directory;
  return EntryKind::other;
}

FileIdentity identity_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

EntryKind kind_at(int directory, const char* name) {
  struct stat status;
  if (::fstatat(directory, name, &status, 0) != 0) return EntryKind::missing;
  return kind_of(status);
}

Error too_large(std::uint64_t size, std::size_t limit) {
  return {fmt::format("{} bytes, more than the limit of {}", size, limit), ErrorKind::too_large};
}

Result<void> read_at(int directory, const char* name, std::string& buffer, std::size_t limit) {
  buffer.clear();
  // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
  const FileDescriptor file(
      ::openat(directory, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0) return system_error(errno);
  struct stat status;
  if (::fstat(file.get(), &status) != 0) return system_error(errno);
  if (S_ISDIR(status.st_mode)) return system_error(EISDIR);
  if (!S_ISREG(status.st_mode)) return Error{"not a regular file", ErrorKind::not_regular};
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) return too_large(size, limit);

  // A file whose size is told as 0 may still have content (/proc); one that grows is read as it
  // was.
  std::size_t expected = static_cast<std::size_t>(size);
  if (expected == 0) expected = 4096;
  std::size_t used = 0;
  while (true) {
    buffer.resize(expected);
    const ssize_t count = ::read(file.get(), buffer.data() + used, expected - used);
    if (count < 0) {
      const int code = errno;
      if (code == EINTR) continue;
      buffer.clear();
      return system_error(code);
    }
    used += static_cast<std::size_t>(count);
    if (count == 0 || (size != 0 && used == size)) break;
    if (used > limit) {
      buffer.clear();
      return too_large(used, limit);
    }
    if (used == expected) expected *= 2;
  }
  buffer.resize(used);
  return {};
}

class DiskReader final : public FileReader {
 public:
  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    if (directory != directory_ || open_.get() < 0) {
      directory_ = directory;
      open_.reset(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
      if (open_.get() < 0) {
        buffer.clear();
        return system_error(errno);
      }
    }
    name_ = name;
    return read_at(open_.get(), name_.c_str(), buffer, limit);
  }

 private:
  std::string directory_;
  std::string name_;
  FileDescriptor open_;
};

}  // namespace

Result<void> DiskFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const int number = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return system_error(errno);
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(number), ::closedir);
  if (!stream) {
    const int code = errno;
    ::close(number);
    return system_error(code);
  }
  struct stat status;
  if (::fstat(number, &status) == 0) listing.identity = identity_of(status);
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(stream.get());
    if (entry == nullptr) {
      if (errno != 0) return system_error(errno);
      return {};
    }
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    switch (entry->d_type) {
      case DT_REG: listing.add(name, EntryKind::file); break;
      case DT_DIR: listing.add(name, EntryKind::directory); break;
      case DT_LNK: listing.add(name, kind_at(number, entry->d_name), true); break;
      case DT_UNKNOWN: {
        // Some file systems do not tell.
        struct stat own;
        const bool known = ::fstatat(number, entry->d_name, &own, AT_SYMLINK_NOFOLLOW) == 0;
        const bool link = known && S_ISLNK(own.st_mode);
        listing.add(name,
                    link    ? kind_at(number, entry->d_name)
                    : known ? kind_of(own)
                            : EntryKind::other,
                    link);
        break;
      }
      default: listing.add(name, EntryKind::other); break;
    }
  }
}

Result<void> DiskFileTree::read(const std::string& path, std::string& buffer,
                                std::size_t limit) const {
  return read_at(AT_FDCWD, path.c_str(), buffer, limit);
}

std::unique_ptr<FileReader> DiskFileTree::make_reader() const {
  return std::make_unique<DiskReader>();
}

EntryKind DiskFileTree::kind(const std::string& path) const {
  return kind_at(AT_FDCWD, path.c_str());
}

std::optional<FileIdentity> DiskFileTree::identity(const std::string& path) const {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return identity_of(status);
}

std::optional<std::string> DiskFileTree::resolve(const std::string& path) const {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), ::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

bool DiskFileTree::is_of_another(const std::string& path, const std::string& than) const {
  struct stat status;
  struct stat other;
  if (::stat(path.c_str(), &status) != 0 || ::stat(than.c_str(), &other) != 0) return false;
  return status.st_uid != other.st_uid && status.st_uid != ::geteuid() && status.st_uid != 0;
}

bool DiskFileTree::is_link(const std::string& path) const {
  struct stat status;
  return ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

}  // namespace ecac
