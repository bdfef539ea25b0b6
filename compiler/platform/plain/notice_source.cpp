#include "compiler/host/changes/disk_change_watch.h"

namespace ecac {

std::unique_ptr<ChangeSource> open_notice_source(const Interruption& /*interruption*/) {
  return nullptr;
}

}  // namespace ecac
