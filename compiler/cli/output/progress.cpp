#include "compiler/cli/output/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace ecac {

static constexpr double kPatience = 0.5;
static constexpr double kBetweenFrames = 0.1;
static constexpr std::size_t kBarWidth = 30;

Progress::Progress(const World& world)
    : world_(world), started_(world.seconds ? world.seconds() : 0) {}

Progress::~Progress() {
  clear();
}

double Progress::elapsed() const {
  return world_.seconds ? world_.seconds() - started_ : 0;
}

void Progress::update(std::size_t done, std::size_t total) {
  if (!world_.err_is_terminal || total == 0) return;
  double now = elapsed();
  MutexLock lock(mutex_);
  if (now < kPatience || now - drawn_at_ < kBetweenFrames) return;
  drawn_at_ = now;
  visible_ = true;
  std::size_t filled = std::min(done, total) * kBarWidth / total;
  std::string bar = std::string(filled, '#') + std::string(kBarWidth - filled, ' ');
  world_.err << fmt::format("\r[{}] {} of {} files", bar, done, total) << std::flush;
}

void Progress::clear() {
  MutexLock lock(mutex_);
  if (!visible_) return;
  visible_ = false;
  world_.err << "\r\x1B[K" << std::flush;
}

}  // namespace ecac
