/* SPDX-License-Identifier: BSD-2-Clause */
/* What options name: a komoditi, a kecamatan, a day. What is not given stays as it is. */
#ifndef OKOCE_CLI_NAMED_H
#define OKOCE_CLI_NAMED_H

#include "cli/command.h"
#include "model/programme.h"

/* Of --komoditi, by name, id or code; STATUS_NOT_FOUND, with the nearest. Borrowed from the programme. */
enum status request_commodity(const struct request *request, const struct programme *programme,
	const struct commodity **commodity, struct err *err) MUST_USE;
/* Of --kecamatan, by name, code or short code; the same. */
enum status request_kecamatan(const struct request *request, const struct programme *programme,
	const struct kecamatan **kecamatan, struct err *err) MUST_USE;
/* A day as people write it; "" is none. STATUS_USAGE when it is no day. */
enum status request_date(
	const struct request *request, enum option option, date *day, struct err *err) MUST_USE;

#endif
