#include "compiler/host/process_heap.h"

namespace ecac {

void prepare_heap() {}
void follow_heap_growth() {}
void return_free_memory() {}

}  // namespace ecac
