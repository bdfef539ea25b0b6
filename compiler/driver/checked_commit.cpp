#include "compiler/driver/checked_commit.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/secrets/secret_value.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

/// Of `packed-refs` of a repository with a hundred thousand branches.
constexpr std::size_t kLargest = 16'000'000;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

bool is_commit(std::string_view id) {
  constexpr std::size_t kSha1 = 40;
  constexpr std::size_t kSha256 = 64;
  return (id.size() == kSha1 || id.size() == kSha256) &&
         std::all_of(id.begin(), id.end(),
                     [](char c) { return ascii::is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// What is said behind a word at the begin of a line, such as `ref: `.
std::optional<std::string_view> behind(std::string_view word, std::string_view text) {
  if (!text.starts_with(word)) return {};
  return trimmed(text.substr(word.size()));
}

/// The value of a variable; quotes and what stands behind `#` or `;` are no part of it.
std::string config_value(std::string_view written) {
  std::string value;
  bool quoted = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && (written[i] == '#' || written[i] == ';')) break;
    if (written[i] == '\\' && i + 1 < written.size()) ++i;
    value += written[i];
  }
  return std::string(trimmed(value));
}

/// What a line of a configuration says behind the header of a section that it may begin with; a
/// header says which section the lines from here on are in, by its name in small letters and its
/// subsection.
struct Section {
  std::string name = {};
  std::string_view subsection = {};

  std::string_view take_header(std::string_view line) {
    if (!line.starts_with('[')) return line;
    const std::size_t end = std::min(line.find(']'), line.size());
    const std::string_view header = line.substr(1, end - 1);
    const std::size_t quote = std::min(header.find('"'), header.size());
    name = ascii::in_small_letters(trimmed(header.substr(0, quote)));
    subsection = header.substr(std::min(quote + 1, header.size()));
    subsection = subsection.substr(0, subsection.find('"'));
    return trimmed(line.substr(std::min(end + 1, line.size())));
  }
};

/// The address of `origin`, or of the first remote.
std::string remote_address(std::string_view config) {
  std::string first;
  Section section;
  while (!config.empty()) {
    const std::string_view line = section.take_header(next_line(config));
    const std::size_t equals = line.find('=');
    if (section.name != "remote" || equals == std::string_view::npos) continue;
    if (ascii::in_small_letters(trimmed(line.substr(0, equals))) != "url") continue;
    std::string value = config_value(line.substr(equals + 1));
    if (section.subsection == "origin") return value;
    if (first.empty()) first = std::move(value);
  }
  return first;
}

/// Who keeps a token in the path of a remote does not want it in a report.
bool may_hold_secret(std::string_view path) {
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (looks_generated(part)) return true;
    path.remove_prefix(std::min(part.size() + 1, path.size()));
  }
  return false;
}

bool is_of_host(char c) {
  return ascii::is_letter_or_digit(c) ||
         std::string_view(".-:[]").find(c) != std::string_view::npos;
}

bool is_of_path(char c) {
  return ascii::is_letter_or_digit(c) ||
         std::string_view("-._~/!$&'()*+,;=%").find(c) != std::string_view::npos;
}

/// As a URI without user, password, query and fragment; "" for a path.
std::string public_address(std::string_view remote) {
  constexpr std::array<std::string_view, 4> kSchemes = {"https", "http", "ssh", "git"};
  std::string scheme = "ssh";
  char before_path = ':';
  if (const std::size_t end = remote.find("://"); end != std::string_view::npos) {
    scheme = ascii::in_small_letters(remote.substr(0, end));
    if (std::find(kSchemes.begin(), kSchemes.end(), scheme) == kSchemes.end()) return {};
    remote.remove_prefix(end + 3);
    before_path = '/';
  }
  remote = remote.substr(0, remote.find_first_of("?#"));
  const std::size_t path = remote.find(before_path);
  if (path == std::string_view::npos) return {};
  std::string_view host = remote.substr(0, path);
  // `C:\apps` and `./apps:old` are paths, and what has no dot is a name that this machine knows.
  const bool is_path =
      host.find('/') != std::string_view::npos || host.find('.') == std::string_view::npos;
  if (before_path == ':' && is_path) return {};
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) {
    host.remove_prefix(user + 1);
  }
  std::string_view rest = remote.substr(path + 1);
  while (rest.starts_with('/')) rest.remove_prefix(1);
  if (host.empty() || rest.empty() || !std::all_of(host.begin(), host.end(), is_of_host) ||
      !std::all_of(rest.begin(), rest.end(), is_of_path) || may_hold_secret(rest)) {
    return {};
  }
  return scheme + "://" + std::string(host) + "/" + std::string(rest);
}

class GitFolder {
 public:
  GitFolder(const FileTree& files, const std::string& work_tree) : files_(files) {
    own_ = join_path(work_tree, ".git");
    // Of a further work tree and of a submodule it is a file that names the folder.
    if (files.kind(own_) == EntryKind::file) {
      const auto named = behind("gitdir:", read(own_));
      own_ = named ? absolute_path(work_tree, std::string(*named)) : std::string();
    }
    common_ = own_;
    if (const std::string_view common = trimmed(read(join_path(own_, "commondir")));
        !common.empty()) {
      common_ = absolute_path(own_, std::string(common));
    }
  }

  std::string head() { return std::string(trimmed(read(join_path(own_, "HEAD")))); }
  std::string_view config() { return read(join_path(common_, "config")); }
  std::string commit_of(std::string_view reference) {
    const std::string_view id = trimmed(read(join_path(common_, std::string(reference))));
    if (is_commit(id)) return std::string(id);
    std::string_view packed = read(join_path(common_, "packed-refs"));
    while (!packed.empty()) {
      const std::string_view line = next_line(packed);
      const std::size_t blank = line.find(' ');
      if (blank == std::string_view::npos || line.substr(blank + 1) != reference) continue;
      return is_commit(line.substr(0, blank)) ? std::string(line.substr(0, blank)) : std::string();
    }
    return {};
  }

 private:
  /// "" of what cannot be read; good until the next.
  std::string_view read(const std::string& path) {
    if (path.empty() || !files_.read(path, text_, kLargest)) text_.clear();
    return text_;
  }

  const FileTree& files_;
  std::string own_;
  std::string common_;
  std::string text_;
};

}  // namespace

std::optional<ReportRepository> checked_commit(const FileTree& files, const std::string& folder) {
  const std::string work_tree = repository_around(files, folder);
  if (work_tree.empty()) return {};
  GitFolder git(files, work_tree);
  ReportRepository repository{.is_root = work_tree == folder};
  repository.address = public_address(remote_address(git.config()));
  if (repository.address.empty()) return {};
  repository.commit = git.head();
  if (const auto reference = behind("ref:", repository.commit)) {
    constexpr std::string_view kBranches = "refs/heads/";
    const std::string name(*reference);
    if (name.starts_with(kBranches)) repository.branch = name.substr(kBranches.size());
    repository.commit = git.commit_of(name);
  }
  if (!is_commit(repository.commit)) return {};
  return repository;
}

}  // namespace ecac
