#pragma once

namespace ecac {

/// The heap of this process. As it is it grows by pages of 4 KiB: each costs a fault when it is
/// touched first and, in the heaps of threads, a system call, together a third of the time that a
/// large project takes. The first two functions take address space, not memory, and do nothing
/// where the C library is not glibc or the machine has no large pages.

/// Lets heaps grow in large steps and by large pages. Call it before threads start.
void prepare_heap();

/// Sees to it that the heap that the calling thread uses now has large pages, once heaps are
/// prepared. Cheap enough to call before each piece of work, since a heap that is full is followed
/// by another.
void follow_heap_growth();

/// Gives what is free back to the system, for a program that goes on after it has done something
/// large. Others wait meanwhile that want memory: some milliseconds.
void return_free_memory();

}  // namespace ecac
