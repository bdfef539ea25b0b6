#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Fills in what a fix needs that moves the element to another file.
void describe_for_move(const Binding& binding, NodeId node, MisplacedElement& misplaced);

}  // namespace ecac
