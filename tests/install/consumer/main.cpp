#include <cstdio>
#include <string>

#include "compiler/api/ecac.h"
#include "compiler/host/thread_executor.h"
#include "compiler/support/memory_file_tree.h"

int main() {
  ecac::MemoryFileTree files;
  files.add("/p/externalClientApps/Portal.eca",
            "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
            "    <descripton>A portal</descripton>\n"
            "</ExternalClientApplication>\n");
  ecac::ThreadExecutor executor(2);
  const ecac::Host host{.files = files, .executor = executor};
  const ecac::api::Answer answer =
      ecac::api::check(host, {.current_directory = "/p", .paths = {"."}});
  std::printf("ecac %s: %s\n", std::string(ecac::api::version()).c_str(), answer.json.c_str());
  return answer.done && answer.failures.empty() && answer.errors > 0 ? 0 : 1;
}
