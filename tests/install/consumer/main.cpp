#include <cstdio>
#include <memory>
#include <string>

#include "compiler/api/ecac.h"
#include "compiler/host/threads.h"
#include "compiler/support/files/memory_file_tree.h"

int main() {
  ecac::MemoryFileTree files;
  files.add("/p/externalClientApps/Portal.eca",
            "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
            "    <descripton>A portal</descripton>\n"
            "</ExternalClientApplication>\n");
  const std::unique_ptr<ecac::Executor> executor = ecac::make_executor(2);
  const ecac::Host host{.files = files, .executor = *executor};
  const ecac::api::Answer answer =
      ecac::api::check(host, {.current_directory = "/p", .paths = {"."}});
  std::printf("ecac %s: %s\n", std::string(ecac::api::version()).c_str(), answer.json.c_str());
  return answer.done && answer.failures.empty() && answer.errors > 0 ? 0 : 1;
}
