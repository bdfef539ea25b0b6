#include "compiler/support/file_tree.h"

namespace ecac {
namespace {

class PathReader final : public FileReader {
 public:
  explicit PathReader(const FileTree& tree) : tree_(tree) {}

  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    path_ = directory;
    if (!path_.ends_with('/')) path_ += '/';
    path_ += name;
    return tree_.read(path_, buffer, limit);
  }

 private:
  const FileTree& tree_;
  std::string path_;
};

}  // namespace

std::unique_ptr<FileReader> FileTree::make_reader() const {
  return std::make_unique<PathReader>(*this);
}

void DirectoryListing::clear() {
  names_.clear();
  entries_.clear();
  identity.reset();
}

void DirectoryListing::add(std::string_view name, EntryKind kind, bool link) {
  entries_.push_back({static_cast<std::uint32_t>(names_.size()),
                      static_cast<std::uint32_t>(name.size()), kind, link});
  names_ += name;
}

}  // namespace ecac
