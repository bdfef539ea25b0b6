#include "compiler/workspace/discovery/key_files.h"

#include <algorithm>
#include <charconv>

#include "compiler/source/decode.h"
#include "compiler/support/limits.h"

namespace ecac {

namespace {

/// No key is larger; a store with more in it is told by its name.

bool begins_with_hex(std::string_view bytes, std::string_view hex) {
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    if (i / 2 >= bytes.size() || static_cast<unsigned char>(bytes[i / 2]) != value) return false;
  }
  return true;
}

bool is_private_pem(std::string_view first_line) {
  return first_line.starts_with("-----BEGIN ") &&
         first_line.find("PRIVATE KEY") != std::string_view::npos;
}

/// What makes the content a key: its first line, or nothing that can be shown.
struct Finding {
  bool found = false;
  std::size_t first_line = 0;
};

Finding judge(std::string_view bytes, const KeyFileForm& form) {
  std::string buffer;
  const DecodedText decoded = decode_text(bytes, buffer);
  if (decoded.encoding != TextEncoding::unsupported) {
    const std::string_view line = decoded.text.substr(0, decoded.text.find_first_of("\r\n"));
    if (is_private_pem(line)) return {true, line.size()};
  }
  const bool binary =
      std::any_of(form.binary.begin(), form.binary.end(),
                  [&](std::string_view hex) { return begins_with_hex(bytes, hex); });
  // A digit is a byte that a binary key begins with, too.
  const bool is_text = bytes.find('\0') == std::string_view::npos &&
                       (bytes.size() < 2 || static_cast<unsigned char>(bytes[1]) < 0x80);
  if (binary && !is_text) return {true, 0};
  return {!form.text.empty() && bytes.starts_with(form.text), 0};
}

}  // namespace

std::vector<KeyFile> find_key_files(const FileTree& files, const SchemaSet& schema,
                                    const DiscoveredProject& project) {
  std::vector<KeyFile> found;
  std::string bytes;
  for (const DiscoveredFile& file : project.files) {
    if (file.kind != FileKind::key_file || file.reason == ContextReason::not_requested) continue;
    const KeyFileForm& form = schema.key_files()[file.key_form];
    std::string path = project.path_of(file);
    const auto read = files.read(path, bytes, limits::kKeyFile);
    const bool large_store =
        !read && read.error().kind == ErrorKind::too_large && form.holds == "store";
    if (!read && !large_store) continue;
    const Finding finding = read ? judge(bytes, form) : Finding{true, 0};
    if (!finding.found) continue;
    found.push_back({std::move(path), std::string(file.name), form.holds == "store",
                     static_cast<std::uint32_t>(finding.first_line)});
  }
  return found;
}

}  // namespace ecac
