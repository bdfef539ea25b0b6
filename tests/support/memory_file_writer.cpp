#include "tests/support/memory_file_writer.h"

namespace ecac::test {

Result<void> MemoryFileWriter::write(const std::string& path, std::string_view bytes) {
  if (refused_.contains(path)) return Error{"cannot write `" + path + "`: refused"};
  files_.remove(path);
  files_.add(path, std::string(bytes));
  return {};
}

Result<void> MemoryFileWriter::rename(const std::string& from, const std::string& to) {
  if (refused_.contains(from)) return Error{"cannot rename `" + from + "`: refused"};
  std::string text;
  if (auto read = files_.read(from, text, std::size_t{1} << 26); !read) return read;
  files_.remove(from);
  files_.add(to, std::move(text));
  return {};
}

Result<void> MemoryFileWriter::remove(const std::string& path) {
  if (refused_.contains(path)) return Error{"cannot delete `" + path + "`: refused"};
  files_.remove(path);
  return {};
}

}  // namespace ecac::test
