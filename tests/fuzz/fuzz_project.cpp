#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "compiler/driver/check.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/fuzz/promises.h"
#include "tests/support/test_host.h"

// Any files at all give findings whose places lie in the files, in every mode, and reports that can
// be written: JSON that is JSON, and a text.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ecac;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  MemoryFileTree tree;
  tree.add_directory(std::string(fuzz::kRoot));
  for (fuzz::InputFile& file : fuzz::read_input_files(input)) {
    tree.add(file.path, std::move(file.text));
  }
  const std::string manifest = std::string(fuzz::kRoot) + "/manifest/package.xml";
  for (const Mode mode : {Mode::lint, Mode::predeploy, Mode::audit}) {
    CheckRequest request;
    request.current_directory = fuzz::kRoot;
    request.mode = mode;
    if (mode == Mode::predeploy && tree.kind(manifest) == EntryKind::file) {
      request.manifest = manifest;
    }
    const CheckResult result = run_check(test::host_with(tree), request);
    fuzz::demand_places(result, tree);
    const ToolInfo tool{.version = "0", .documentation_url = {}};
    fuzz::demand(nlohmann::json::accept(json_report(result.report, tool)), "a report is no JSON");
    TextReportOptions options;
    options.color = mode == Mode::audit;
    options.statistics = true;
    options.level = Severity::info;
    text_report(result.report, *result.snippets, options);
  }
  return 0;
}
