#pragma once

#include <memory>

#include "compiler/support/executor.h"

namespace ecac {

/// Does work on so many threads, the calling one among them; 0 is as good as 1. The others are
/// started when there is first enough to do. A run that is asked for while another goes on, from
/// its work or from another thread, is done by its caller alone. Where there are no threads, all
/// work is.
std::unique_ptr<Executor> make_executor(unsigned threads);

/// How many threads this machine runs at the same time, at least 1.
unsigned hardware_threads();

}  // namespace ecac
