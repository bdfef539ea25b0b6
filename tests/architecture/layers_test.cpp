// compiler/layers.txt is the law; here every #include is held against it.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

using Layers = std::map<std::string, std::set<std::string>>;

Layers read_layers() {
  Layers layers;
  const SourceFile* file = find_file("compiler/layers.txt");
  if (file == nullptr) return layers;
  for (std::string_view line : lines_of(file->text)) {
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name(line.substr(0, colon));
    std::set<std::string>& allowed = layers[name];
    allowed.insert(name);
    std::istringstream words{std::string(line.substr(colon + 1))};
    for (std::string word; words >> word;) allowed.insert(word);
  }
  return layers;
}

std::vector<const SourceFile*> compiler_sources() {
  std::vector<const SourceFile*> sources = files_in("compiler/", ".h");
  for (const SourceFile* file : files_in("compiler/", ".cpp")) sources.push_back(file);
  return sources;
}

/// The innermost folder around a file of compiler/ that layers.txt names; "" if none is.
std::string layer_of(std::string_view path, const Layers& layers) {
  path.remove_prefix(std::string_view("compiler/").size());
  std::string folder(path.substr(0, path.rfind('/')));
  while (!folder.empty() && layers.count(folder) == 0) {
    const std::size_t slash = folder.rfind('/');
    folder.erase(slash == std::string::npos ? 0 : slash);
  }
  return folder;
}

/// Whether a list of layers.txt holds a layer: by its name, or by a folder around it with `/`.
bool holds(const std::set<std::string>& allowed, const std::string& layer) {
  return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& name) {
    return name == layer || (name.ends_with('/') && (layer + '/').starts_with(name));
  });
}

/// The paths that a file includes, without quotes or angle brackets.
std::vector<std::string> includes_of(const SourceFile& file) {
  static const RE2 kInclude(R"((?m)^\s*#\s*include\s*["<]([^">]+)[">])");
  std::vector<std::string> paths;
  std::string path;
  re2::StringPiece rest(file.text);
  while (RE2::FindAndConsume(&rest, kInclude, &path)) paths.push_back(path);
  return paths;
}

TEST(Layers, EveryIncludeObeysTheFile) {
  const Layers layers = read_layers();
  ASSERT_FALSE(layers.empty());
  Complaints complaints;
  for (const SourceFile* file : compiler_sources()) {
    const auto layer = layers.find(layer_of(file->path, layers));
    if (layer == layers.end()) {
      complaints.add(file->path + " is in a folder that layers.txt does not know");
      continue;
    }
    for (const std::string& path : includes_of(*file)) {
      if (!path.starts_with("compiler/")) continue;
      if (!holds(layer->second, layer_of(path, layers))) {
        complaints.add(file->path + " may not include " + path);
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

/// Read from the top, a layer includes only what was named before it, so there is no circle.
TEST(Layers, WhatALayerMayIncludeComesBeforeIt) {
  const SourceFile* file = find_file("compiler/layers.txt");
  ASSERT_NE(file, nullptr);
  const Layers layers = read_layers();
  std::set<std::string> above;
  Complaints complaints;
  for (std::string_view line : lines_of(file->text)) {
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name(line.substr(0, colon));
    for (const std::string& allowed : layers.at(name)) {
      if (allowed == name) continue;
      for (const auto& [other, unused] : layers) {
        if (other != name && holds({allowed}, other) && above.count(other) == 0) {
          complaints.add(name + " may include " + other + ", which stands below it");
        }
      }
      const bool known = std::any_of(layers.begin(), layers.end(), [&](const auto& layer) {
        return holds({allowed}, layer.first);
      });
      if (!known) complaints.add(name + " may include the unknown " + allowed);
    }
    above.insert(name);
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Layers, HeadersAreNamedFromTheRoot) {
  Complaints complaints;
  for (const SourceFile* file : compiler_sources()) {
    if (file->path.ends_with(".h") && file->text.find("#pragma once\n") == std::string::npos) {
      complaints.add(file->path + " has no #pragma once");
    }
    if (file->text.find("#include \"../") != std::string::npos) {
      complaints.add(file->path + " includes by a relative path");
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Layers, RulesKnowTheirFoundationAndNoOtherRule) {
  Complaints complaints;
  for (const SourceFile* file : files_in("compiler/rules/", ".cpp")) {
    for (const std::string& path : includes_of(*file)) {
      static const RE2 kInARoom("compiler/rules/([^/]+)/.*");
      std::string room;
      if (!RE2::FullMatch(path, kInARoom, &room)) continue;
      if (room != "engine" && room != "shared") complaints.add(file->path + " includes " + path);
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

/// The one header of the pure part that knows of locks, and of a standard library without them.
constexpr std::string_view kLocks = "compiler/support/mutex.h";

TEST(Layers, LocksAreThoseOfOneHeader) {
  const Layers layers = read_layers();
  Complaints complaints;
  for (const SourceFile* file : compiler_sources()) {
    const std::string layer = layer_of(file->path, layers);
    if (file->path == kLocks || layer.starts_with("platform/")) continue;
    for (const std::string& path : includes_of(*file)) {
      if (path == "mutex" || path == "shared_mutex") complaints.add(file->path + " has own locks");
    }
    for (const std::string_view word : {"thread_local", "std::call_once", "std::async"}) {
      if (file->text.find(word) != std::string::npos) {
        complaints.add(file->path + " has " + std::string(word));
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

/// A library has one place, so that it can be replaced there.
TEST(Layers, LibrariesStayInTheirPlace) {
  struct Library {
    std::string_view prefix;
    std::set<std::string> layers;
  };
  const Library libraries[] = {
      {"boost/program_options", {"cli"}},
      {"pugixml.hpp", {"syntax", "schema", "tools"}},
      {"openssl/", {}},
      {"git2.h", {"host"}},
      {"boost/url", {"support"}},
      {"nlohmann/", {"syntax", "emit", "server"}},
      {"iostream", {"cli", "tools"}},
      {"regex", {}},
      // What a machine gives (docs/decisions/0011-host-and-pure.md). Mutex and Once stand for
      // locks.
      {"thread", {"platform/threads"}},
      {"condition_variable", {"platform/threads"}},
      {"future", {}},
      {"semaphore", {}},
      {"filesystem", {"platform/posix", "platform/windows", "tools"}},
      {"fstream", {"tools"}},
      {"unistd.h", {"platform/posix"}},
      {"fcntl.h", {"platform/posix"}},
      {"sys/", {"platform/posix"}},
      {"dlfcn.h", {"platform/posix"}},
      {"pthread.h", {}},
      {"csignal", {"platform/posix", "platform/windows"}},
      {"signal.h", {"platform/posix"}},
      {"poll.h", {"platform/posix"}},
      {"windows.h", {"platform/windows"}},
      {"ctime", {"platform/posix"}},
  };
  const Layers layers = read_layers();
  Complaints complaints;
  for (const SourceFile* file : compiler_sources()) {
    for (const std::string& path : includes_of(*file)) {
      for (const Library& library : libraries) {
        const bool matches =
            library.prefix.ends_with('/') || library.prefix.find('/') != std::string_view::npos
                ? path.starts_with(library.prefix)
                : path == library.prefix;
        if (matches && library.layers.count(layer_of(file->path, layers)) == 0) {
          complaints.add(file->path + " includes <" + path + ">");
        }
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
