// Checks and compiles a project in memory, linked with the pure part alone. That it links is half
// of the test; what it prints on the way is why it failed.

#include <cstdio>
#include <string>
#include <string_view>

#include "compiler/api/ecac.h"
#include "compiler/support/files/memory_file_tree.h"

namespace {

constexpr std::string_view kApp = R"(<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>office@example.com</contactEmail>
    <descripton>A portal for customers</descripton>
    <distributionState>Local</distributionState>
    <label>Portal</label>
</ExternalClientApplication>
)";

constexpr const char* kPath = "/p/externalClientApps/Portal.eca";

/// The number of times that a word stands in a text.
std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    ++found;
  }
  return found;
}

bool expect(bool holds, const char* what, const ecac::api::Answer& answer) {
  if (holds && answer.done) return true;
  std::fprintf(stderr, "not so: %s\n%s\n", what, answer.json.c_str());
  for (const std::string& failure : answer.failures) std::fprintf(stderr, "%s\n", failure.c_str());
  return false;
}

}  // namespace

int main() {
  ecac::MemoryFileTree files;
  files.add(kPath, std::string(kApp));
  const ecac::Host host{.files = files};
  const ecac::api::Options options{.current_directory = "/p", .paths = {"."}, .select = {"SCH"}};

  const ecac::api::Answer checked = ecac::api::check(host, options);
  bool good = expect(checked.failures.empty() && count(checked.json, "\"unknown-element\"") == 1,
                     "one unknown element is found", checked);
  const ecac::api::Answer compiled = ecac::api::compile(host, options);
  good = expect(count(compiled.json, "\"Portal\"") > 0, "the app is compiled", compiled) && good;

  std::string mended(kApp);
  for (std::size_t at; (at = mended.find("descripton")) != std::string::npos;) {
    mended.replace(at, 10, "description");
  }
  ecac::MemoryFileTree mended_files;
  mended_files.add(kPath, mended);
  const ecac::api::Answer again = ecac::api::check(host.with(mended_files), options);
  good = expect(again.failures.empty() && again.errors == 0 && again.warnings == 0,
                "what was mended is clean", again) &&
         good;
  return good ? 0 : 1;
}
