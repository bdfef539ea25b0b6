#include "compiler/workspace/known_components.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/source/decode.h"
#include "compiler/source/line_index.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_type_name(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, ascii::is_letter_or_digit);
}

/// The first `:`, `/` or blank ends the type; names may hold any of them.
bool split_component(std::string_view text, std::string_view& type, std::string_view& name) {
  const std::size_t end = text.find_first_of(":/ \t");
  if (end == std::string_view::npos) return false;
  type = text.substr(0, end);
  name = trim(text.substr(end));
  if (name.starts_with(':') || name.starts_with('/')) name = trim(name.substr(1));
  return is_type_name(type) && !name.empty();
}

Written<std::string> value_of(const XmlScan& scan, NodeId node) {
  XmlValue value;
  decode_value(scan, node, value);
  const std::string_view text = trim(value.text());
  const TextRange whole = value.range();
  if (text.empty()) return {{}, whole};
  const auto begin = static_cast<std::size_t>(text.data() - value.text().data());
  return {std::string(text), value.source(begin, begin + text.size())};
}

/// The elements of a package.xml that say something: `types` with `name` and `members`, `version`.
void read_package(const XmlScan& scan, ManifestFile& manifest) {
  std::vector<NodeId> members;
  NodeId types = kNoNode;
  Written<std::string> type;
  const auto finish_types = [&] {
    for (const NodeId node : members) manifest.members.push_back({type, value_of(scan, node)});
    members.clear();
    type = {};
  };
  for (NodeId node = 1; node < scan.elements().size(); ++node) {
    const NodeId parent = scan.elements()[node].parent;
    const std::string_view name = scan.local_name(node);
    if (parent == 0) {
      finish_types();
      types = name == "types" ? node : kNoNode;
      if (name == "version") manifest.version = value_of(scan, node);
    } else if (parent == types && name == "name") {
      type = value_of(scan, node);
    } else if (parent == types && name == "members") {
      members.push_back(node);
    }
  }
  finish_types();
}

}  // namespace

Result<ManifestFile> parse_manifest(std::string path, std::string_view text) {
  std::string buffer;
  const DecodedText decoded = decode_text(text, buffer);
  if (decoded.encoding == TextEncoding::unsupported) {
    return Error{fmt::format("the encoding {} is not supported", decoded.unsupported_encoding),
                 ErrorKind::invalid};
  }
  XmlScan scan;
  scan_xml(decoded.text, scan);
  if (!scan.breaks().empty()) {
    const XmlBreak& first = scan.breaks().front();
    const LineColumn place = LineIndex(decoded.text).position(first.place.begin);
    return Error{
        fmt::format("line {}, column {}: {}", place.line, place.column, describe(scan, first)),
        ErrorKind::invalid};
  }
  if (scan.limit_exceeded() != XmlLimit::none) {
    return Error{fmt::format("more {} than can be read", to_string(scan.limit_exceeded())),
                 ErrorKind::too_large};
  }
  if (scan.elements().empty() || scan.local_name(0) != "Package") {
    return Error{"the root element of a manifest is `Package`", ErrorKind::invalid};
  }
  ManifestFile manifest;
  manifest.path = std::move(path);
  read_package(scan, manifest);
  return manifest;
}

void KnownComponents::add(std::string_view type, std::string_view full_name) {
  Type& known = by_type_[std::string(type)];
  if (full_name == "*") {
    known.all = true;
  } else {
    known.names.emplace(full_name);
  }
}

bool KnownComponents::contains_all(std::string_view type) const {
  const auto known = by_type_.find(std::string(type));
  return known != by_type_.end() && known->second.all;
}

bool KnownComponents::contains(std::string_view type, std::string_view full_name) const {
  const auto known = by_type_.find(std::string(type));
  return known != by_type_.end() &&
         (known->second.all || known->second.names.contains(std::string(full_name)));
}

void add_removals(const ManifestFile& manifest, Removals& removals) {
  KnownComponents& removed =
      file_name(manifest.path) == kDestructiveManifests.back() ? removals.after : removals.before;
  for (const ManifestMember& member : manifest.members) {
    removed.add(member.type.value, member.name.value);
  }
}

Result<void> parse_known(std::string_view path, std::string_view text, KnownComponents& known) {
  const std::string_view start = trim(text.starts_with(kUtf8Bom) ? text.substr(3) : text);
  if (start.starts_with('<') || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    const Result<ManifestFile> manifest = parse_manifest(std::string(path), text);
    if (!manifest) return manifest.error();
    for (const ManifestMember& member : manifest->members) {
      known.add(member.type.value, member.name.value);
    }
    return {};
  }
  std::string_view rest = text.starts_with(kUtf8Bom) ? text.substr(3) : text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    line = trim(line);
    if (line.empty() || line.starts_with('#')) continue;
    std::string_view type;
    std::string_view name;
    if (!split_component(line, type, name)) {
      // What stands there may be anything, also a secret of somebody else.
      return Error{fmt::format("line {} is not of the form `Type:FullName`", number),
                   ErrorKind::invalid};
    }
    known.add(type, name);
  }
  return {};
}

Result<void> add_known(const FileTree& tree, std::string_view directory, std::string_view entry,
                       KnownComponents& known, const std::string& border) {
  const std::string path = absolute_path(directory, entry);
  if (tree.kind(path) == EntryKind::missing) {
    const std::size_t colon = entry.find(':');
    if (colon != std::string_view::npos && is_type_name(entry.substr(0, colon)) &&
        colon + 1 < entry.size()) {
      known.add(entry.substr(0, colon), entry.substr(colon + 1));
      return {};
    }
  }
  if (!border.empty() && !stays_within(tree, path, border)) {
    return Error{fmt::format("`{}` is outside this project and is not read", entry),
                 ErrorKind::permission};
  }
  std::string text;
  if (const Result<void> read = tree.read(path, text, limits::kComponentList); !read) {
    return Error{fmt::format("cannot read `{}`: {}", entry, read.error().message),
                 read.error().kind};
  }
  if (const Result<void> parsed = parse_known(path, text, known); !parsed) {
    return Error{fmt::format("`{}`: {}", entry, parsed.error().message), parsed.error().kind};
  }
  return {};
}

}  // namespace ecac
