/* SPDX-License-Identifier: BSD-2-Clause */
/* HAS_SANITIZER is defined in a build with AddressSanitizer, of gcc or clang: it looks into its own
 * process, takes SIGSEGV itself, and is many times slower. */
#ifndef OKOCE_BASE_SANITIZER_H
#define OKOCE_BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#endif
