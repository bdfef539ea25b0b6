#include "compiler/emit/report/baseline_text.h"

#include "compiler/emit/text/json_writer.h"

namespace ecac {

std::string baseline_text(const FindingBaseline& baseline) {
  std::string out = "[{\"formatVersion\":1}\n";
  for (const BaselineEntry& entry : baseline.entries) {
    out += ',';
    JsonWriter json(out);
    json.begin_object();
    json.member("project", entry.project);
    json.member("component", entry.component);
    json.member("code", entry.code);
    json.member("element", entry.element);
    json.member("case", entry.case_id);
    json.member("fingerprint", entry.fingerprint);
    json.member("message", entry.message);
    if (!entry.reason.empty()) json.member("reason", entry.reason);
    json.end_object();
    out += '\n';
  }
  return out + "]\n";
}

}  // namespace ecac
