#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/source/source_store.h"
#include "compiler/workspace/config.h"

namespace ecac {

/// Makes one configuration of a file, the files it extends, and the settings of the command line:
/// what is extended comes first, what comes later wins (join_configuration).
class ConfigAssembly {
 public:
  /// `border`: extended files outside of this folder are not read; "" is none.
  ConfigAssembly(SourceStore& sources, std::string border);

  /// The file itself. `text` is what it says.
  void add_file(const std::string& path, std::string_view text);
  /// The same where the configuration is the member of another document at the pointer.
  void add_member(const std::string& path, std::string_view text, JsonValue value,
                  std::string pointer);
  /// Puts the settings of the command line into the store as a text of their own, so that whoever
  /// shows a place of them reads it like a file. Changes what the store's tree shows, so nobody may
  /// be reading.
  static void keep_settings(SourceStore& sources, const std::string& folder,
                            std::span<const std::string> settings);

  /// Each `key=value`, in their order, kept before. Paths in them are seen from the folder.
  void add_settings(const std::string& folder, std::span<const std::string> settings);
  /// The configuration, or what is wrong with it.
  ConfigResult finish();

 private:
  void set_main(const std::string& path);
  void add(ConfigResult layer);
  void extend(const JsonValue& entry, const std::string& folder);
  void complain(const JsonValue& entry, std::string message);
  /// As a person of the repository would name it.
  std::string name_of(const std::string& path) const;

  SourceStore& sources_;
  std::string border_;
  ConfigResult result_ = {};
  JsonValue document_ = {};
  std::vector<std::string> chain_ = {};         ///< of the files that are being read
  std::unordered_set<std::string> known_ = {};  ///< files that were read, by where links lead
};

}  // namespace ecac
