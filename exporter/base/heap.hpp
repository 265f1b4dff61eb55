// SPDX-License-Identifier: Apache-2.0
// The process's heap (glibc's malloc: mallopt(3), malloc_trim(3)), kept small.
#pragma once

namespace exporter::base {

// One pool for all threads, and what is large goes back to the kernel however often it was asked for. To be
// called before there are threads.
void keep_one_heap();

// Gives whole free pages back to the kernel: of use after work that needed much memory for a moment, and
// comes again only in minutes.
void trim_heap();

}  // namespace exporter::base
