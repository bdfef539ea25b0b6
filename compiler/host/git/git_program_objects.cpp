#include "compiler/host/git/git_program_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/host/git/git_process.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace git_program {

/// More than any answer but those with texts and lists.
constexpr std::size_t kMostSmall = std::size_t{1} << 20;
/// A line of `cat-file --batch`.
constexpr std::size_t kLongestHead = 4096;

/// Those that keep git from everything but reading.
static std::vector<std::string> variables_for(const std::string& index) {
  std::vector<std::string> variables = {"GIT_CONFIG_NOSYSTEM=1",
                                        "GIT_CONFIG_GLOBAL=/dev/null",
                                        "GIT_CONFIG_SYSTEM=/dev/null",
                                        "GIT_OPTIONAL_LOCKS=0",
                                        "GIT_NO_REPLACE_OBJECTS=1",
                                        "GIT_NO_LAZY_FETCH=1",
                                        "GIT_ALLOW_PROTOCOL=",
                                        "GIT_TERMINAL_PROMPT=0",
                                        "GIT_PAGER=cat",
                                        "GIT_ADVICE=0",
                                        "LC_ALL=C"};
  if (!index.empty()) variables.push_back("GIT_INDEX_FILE=" + written_path(index));
  return variables;
}

/// A running git, and what it has printed so far.
class Conversation {
 public:
  Conversation(const std::string& program, const std::string& folder,
               std::initializer_list<std::string_view> arguments, const std::string& index = {}) {
    // Whoever owns the repository, nothing of it is run.
    std::vector<std::string> words = {"-C",
                                      written_path(folder),
                                      "--no-pager",
                                      "-c",
                                      "safe.directory=*",
                                      "-c",
                                      "core.fsmonitor=false",
                                      "-c",
                                      "core.hooksPath=/dev/null"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    process_ = start_git(program, words, variables_for(index));
  }

  bool send(std::string_view bytes) { return process_->send(bytes); }
  void close_input() { process_->close_input(); }
  int end() { return process_->end(); }

  /// Calls `take` with all of the next bytes, in pieces; false if there are not so many.
  template <class Take>
  bool receive(std::size_t size, Take&& take) {
    while (size > 0) {
      if (begin_ == buffer_.size() && !fill()) return false;
      const std::size_t some = std::min(size, buffer_.size() - begin_);
      take(std::string_view(buffer_).substr(begin_, some));
      begin_ += some;
      size -= some;
    }
    return true;
  }
  /// The next line without its end; nothing if it is too long or there is none.
  std::optional<std::string> line() {
    std::string line;
    char c = '\0';
    const auto take = [&](std::string_view bytes) { c = bytes.front(); };
    while (line.size() <= kLongestHead && receive(1, take)) {
      if (c == '\n') return line;
      line += c;
    }
    return std::nullopt;
  }
  /// All that is left, at most so much; false if there is more.
  bool rest(std::string& text, std::size_t most) {
    do {
      text.append(buffer_, begin_);
      begin_ = buffer_.size();
      if (text.size() > most) return false;
    } while (fill());
    return true;
  }

 private:
  bool fill() {
    begin_ = 0;
    return process_->receive(buffer_);
  }

  std::unique_ptr<GitProcess> process_ = nullptr;
  std::string buffer_ = {};
  std::size_t begin_ = 0;
};

static bool is_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, [](char c) {
           return ascii::is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

static std::string hex_digits(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 15];
  }
  return digits;
}

static GitEntry::Kind kind_of(std::string_view mode) {
  if (mode == "40000" || mode == "040000") return GitEntry::Kind::folder;
  if (mode == "160000") return GitEntry::Kind::repository;
  if (mode == "120000") return GitEntry::Kind::link;
  return GitEntry::Kind::file;
}

static Error damaged() {
  return {"it is not what its name says", ErrorKind::invalid};
}

/// Takes what stands before the mark off a text, with the mark.
static std::string_view take_until(std::string_view& text, char mark) {
  const std::string_view part = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

class Objects final : public GitObjects {
 public:
  Objects(std::string program, std::string folder, std::string root)
      : program_(std::move(program)), start_(std::move(folder)), root_(std::move(root)) {}

  std::string folder() const override { return root_; }

  bool is_shallow() override { return ask({"rev-parse", "--is-shallow-repository"}) == "true\n"; }

  GitRevision find(const std::string& words) override {
    // No revision begins so, but an option does.
    if (words.starts_with('-')) return {};
    const std::optional<GitId> named = id_of(words);
    if (!named) {
      const bool digits =
          words.size() >= 4 && std::ranges::all_of(words, ascii::is_letter_or_digit);
      const std::string all =
          digits ? ask({"rev-parse", "--disambiguate=" + words}).value_or("") : "";
      if (std::ranges::count(all, '\n') > 1) return {.answer = GitRevision::Answer::several};
      return {};
    }
    Object object;
    if (!read_object(*named, object, 0)) return {};
    const std::optional<GitId> commit = id_of(*named + "^{commit}");
    if (!commit) return {.answer = GitRevision::Answer::no_commit};
    return {GitRevision::Answer::commit, *commit, {}};
  }

  Result<std::vector<GitId>> parents(const GitId& commit) override {
    return ids_in(commit, "parent ");
  }

  bool is_partial() override {
    std::string folder =
        ask({"rev-parse", "--path-format=absolute", "--git-common-dir"}).value_or("");
    if (folder.ends_with('\n')) folder.pop_back();
    return has_promised_packs(absolute_path(start_, folder));
  }

  Result<std::vector<GitId>> merge_bases(const GitId& one, const GitId& other) override {
    const std::string answer = ask({"merge-base", "--all", one, other}).value_or("");
    std::string_view rest = answer;
    std::vector<GitId> bases;
    while (!rest.empty()) {
      const std::string_view base = take_until(rest, '\n');
      if (is_id(base)) bases.emplace_back(base);
    }
    if (bases.empty()) return Error{"there is none", ErrorKind::not_found};
    return bases;
  }

  Result<GitId> tree(const GitId& commit) override {
    const Result<std::vector<GitId>> ids = ids_in(commit, "tree ");
    if (!ids) return ids.error();
    if (ids->empty()) return damaged();
    return ids->front();
  }

  Result<std::vector<GitEntry>> entries(const GitId& tree) override {
    Object object;
    if (const auto read = read_object(tree, object, limits::kRevisionMemory); !read) {
      return read.error();
    }
    if (object.type != "tree") return damaged();
    std::vector<GitEntry> entries;
    std::string_view rest = object.text;
    const std::size_t size = tree.size() / 2;
    while (!rest.empty()) {
      const std::string_view mode = take_until(rest, ' ');
      const std::string_view name = take_until(rest, '\0');
      if (rest.size() < size) return damaged();
      entries.push_back(
          {std::string(name), kind_of(mode), hex_digits(rest.substr(0, size)), false});
      rest.remove_prefix(size);
    }
    return entries;
  }

  Result<void> read(const GitId& id, std::string& buffer, std::size_t limit) override {
    Object object;
    if (const auto read = read_object(id, object, limit); !read) return read.error();
    if (object.type != "blob") return damaged();
    if (object.size > limit) {
      return Error{fmt::format("{} bytes, more than the limit of {}", object.size, limit),
                   ErrorKind::too_large};
    }
    buffer = std::move(object.text);
    return {};
  }

  Result<std::vector<GitEntry>> index(const std::string& file, std::size_t most) override {
    const std::string path = file.empty() ? std::string() : absolute_path(root_, file);
    const auto listed = ask({"ls-files", "--stage", "--debug", "--full-name", "-z"}, path,
                            limits::kRevisionMemory, root_);
    if (!listed) return Error{"git ls-files fails"};
    std::vector<GitEntry> entries;
    std::string_view rest = *listed;
    while (!rest.empty()) {
      const std::string_view mode = take_until(rest, ' ');
      const std::string_view id = take_until(rest, ' ');
      const std::string_view stage = take_until(rest, '\t');
      const std::string_view name = take_until(rest, '\0');
      if (!is_id(id)) return damaged();
      if (stage != "0") return Error{"not merged", ErrorKind::invalid};
      const std::uint32_t flags = take_flags(rest);
      // Only its name is there, for a later `git add`.
      if ((flags & kIntentToAdd) != 0) continue;
      if (entries.size() == most) return Error{"too many files", ErrorKind::too_large};
      entries.push_back(
          {std::string(name), kind_of(mode), GitId(id), (flags & kSkipWorkTree) != 0});
    }
    return entries;
  }

 private:
  struct Object {
    std::string type = {};
    std::size_t size = 0;
    std::string text = {};  ///< empty where it is larger than wanted
  };

  // As git has them in memory, and prints them.
  static constexpr std::uint32_t kIntentToAdd = 1U << 29;
  static constexpr std::uint32_t kSkipWorkTree = 1U << 30;

  /// Takes the lines about an entry of the index.
  static std::uint32_t take_flags(std::string_view& rest) {
    std::uint32_t flags = 0;
    while (rest.starts_with("  ")) {
      const std::string_view line = take_until(rest, '\n');
      constexpr std::string_view kWord = "flags: ";
      const std::size_t at = line.find(kWord);
      if (at == std::string_view::npos) continue;
      const std::string_view digits = line.substr(at + kWord.size());
      std::from_chars(digits.data(), digits.data() + digits.size(), flags, 16);
    }
    return flags;
  }

  /// What a command prints; nothing if it fails.
  std::optional<std::string> ask(std::initializer_list<std::string_view> arguments,
                                 const std::string& index = {}, std::size_t most = kMostSmall,
                                 const std::string& folder = {}) const {
    Conversation process(program_, folder.empty() ? start_ : folder, arguments, index);
    process.close_input();
    std::string text;
    if (!process.rest(text, most) || process.end() != 0) return std::nullopt;
    return text;
  }

  std::optional<GitId> id_of(const std::string& words) const {
    std::string answer = ask({"rev-parse", "--verify", "--quiet", words}).value_or("");
    if (answer.ends_with('\n')) answer.pop_back();
    return is_id(answer) ? std::optional(std::move(answer)) : std::nullopt;
  }

  Result<void> read_object(const GitId& id, Object& object, std::size_t limit) {
    if (!batch_) {
      batch_.emplace(program_, start_,
                     std::initializer_list<std::string_view>{"cat-file", "--batch"});
    }
    const auto head = is_id(id) && batch_->send(id + '\n') ? batch_->line() : std::nullopt;
    std::string_view rest = head ? std::string_view(*head) : std::string_view();
    take_until(rest, ' ');
    object.type = take_until(rest, ' ');
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), object.size);
    if (rest.empty() || error != std::errc() || end != rest.data() + rest.size()) {
      return Error{"it is not there"};
    }
    const bool wanted = object.size <= limit;
    const bool whole = batch_->receive(object.size, [&](std::string_view bytes) {
      if (wanted) object.text += bytes;
    });
    if (!whole || !batch_->receive(1, [](std::string_view) {})) return Error{"git ended"};
    return {};
  }

  /// From the head of a commit.
  Result<std::vector<GitId>> ids_in(const GitId& commit, std::string_view key) {
    Object object;
    if (const auto read = read_object(commit, object, kMostSmall); !read) return read.error();
    if (object.type != "commit") return damaged();
    std::vector<GitId> ids;
    std::string_view rest = object.text;
    while (!rest.empty()) {
      std::string_view line = take_until(rest, '\n');
      if (line.empty()) break;
      if (!line.starts_with(key)) continue;
      line.remove_prefix(key.size());
      if (!is_id(line)) return damaged();
      ids.emplace_back(line);
    }
    return ids;
  }

  std::string program_;
  std::string start_;
  std::string root_;
  std::optional<Conversation> batch_ = {};
};

}  // namespace git_program

Result<std::unique_ptr<GitObjects>> open_with_git_program(const std::string& folder) {
  using namespace git_program;
  std::string program = find_git_program();
  if (program.empty()) return Error{"there is no program git"};
  const auto first_line = [&](std::initializer_list<std::string_view> arguments) {
    Conversation process(program, folder, arguments);
    process.close_input();
    std::string text;
    if (!process.rest(text, kMostSmall) || process.end() != 0) text.clear();
    if (text.ends_with('\n')) text.pop_back();
    return text;
  };
  const std::string own = first_line({"rev-parse", "--absolute-git-dir"});
  if (own.empty()) return Error{"git finds no repository", ErrorKind::not_found};
  const std::string top = first_line({"rev-parse", "--show-toplevel"});
  // As paths are written here, not as the system writes them.
  std::string root = absolute_path(folder, top.empty() ? own : top);
  return std::unique_ptr<GitObjects>(
      std::make_unique<Objects>(std::move(program), folder, std::move(root)));
}

}  // namespace ecac
