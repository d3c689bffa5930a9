/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce salvage FILE NEWFILE: saves what is whole in a damaged file into a new one. */
#include "cli/output.h"
#include "cli/request.h"
#include "store/salvage.h"
#include "base/text.h"

#include <string.h>

#define GAPS_PRINTED 40

static void print_saved(struct buf *out, const struct salvage *salvage)
{
	buf_printf(out, ngettext("saved: %llu entry", "saved: %llu entries", salvage->entries),
		(unsigned long long)salvage->entries);
	buf_printf(out, ngettext(" of %llu writer\n", " of %llu writers\n", salvage->writers),
		(unsigned long long)salvage->writers);
}

static void print_damage(struct buf *out, const struct salvage *salvage)
{
	if (salvage->trees_lost)
		buf_add_text(out, _("The first pages are lost: all other pages were searched.\n"));
	if (salvage->page_findings > 0)
		buf_printf(out,
			ngettext("The pages are damaged in %llu place.\n",
				"The pages are damaged in %llu places.\n", salvage->page_findings),
			(unsigned long long)salvage->page_findings);
	if (salvage->restored > 0)
		buf_printf(out,
			ngettext("%llu damaged record was found whole in an old page.\n",
				"%llu damaged records were found whole in old pages.\n",
				salvage->restored),
			(unsigned long long)salvage->restored);
	for (unsigned kind = 0; kind < VERIFY_COUNT; kind++) {
		/* Gaps are told one by one. */
		if (salvage->found[kind] > 0 && kind != VERIFY_GAP)
			buf_printf(out, "%llu: %s\n", (unsigned long long)salvage->found[kind],
				verify_text((enum verify_kind)kind));
	}
	if (salvage->damaged_keys > 0)
		buf_printf(out,
			ngettext("%llu damaged officer's key was left out.\n",
				"%llu damaged officers' keys were left out.\n",
				salvage->damaged_keys),
			(unsigned long long)salvage->damaged_keys);
}

static void print_gaps(struct buf *out, const struct salvage *salvage)
{
	for (size_t i = 0; i < salvage->gap_count && i < GAPS_PRINTED; i++) {
		const struct salvage_gap *gap = &salvage->gap[i];
		struct buf began = BUF_EMPTY;

		moment_print(&began, gap->born);
		buf_printf(out,
			ngettext("Missing: %u entry of the writer that began on %s.\n",
				"Missing: a stretch of %u entries of the writer that began on "
				"%s.\n",
				gap->count),
			gap->count, buf_text(&began));
		buf_release(&began);
	}
	if (salvage->gap_count > GAPS_PRINTED)
		buf_printf(out,
			ngettext("... and %zu stretch more.\n", "... and %zu stretches more.\n",
				salvage->gap_count - GAPS_PRINTED),
			salvage->gap_count - GAPS_PRINTED);
}

static void print_next(struct buf *out, const struct salvage *salvage, bool whole)
{
	struct buf file = BUF_EMPTY, made = BUF_EMPTY;

	text_safe(&file, salvage->path, strlen(salvage->path));
	text_safe(&made, salvage->new_path, strlen(salvage->new_path));
	if (salvage->slots == 0 || salvage->boxes == 0)
		buf_add_text(out,
			_("No officer's key was found: the new file cannot be opened by itself.\n"));
	if (whole)
		buf_add_text(out, _("Nothing was wrong: the new file has everything.\n"));
	else
		buf_printf(out,
			_("What is missing may be in other copies: ask the office and the other "
			  "laptops for theirs, and keep \"%s\", which was not changed.\n"),
			buf_text(&file));
	buf_printf(out, _("Next: okoce --data \"%s\" check\n"), buf_text(&made));
	buf_release(&file);
	buf_release(&made);
}

enum status cmd_salvage(struct request *request, struct err *err)
{
	struct salvage salvage = {.path = request->operand, .new_path = request->second};
	enum status status = store_salvage(&salvage, err);
	struct buf text = BUF_EMPTY;

	if (status == STATUS_OK || status == STATUS_FINDINGS) {
		enum status written;

		print_saved(&text, &salvage);
		print_damage(&text, &salvage);
		print_gaps(&text, &salvage);
		print_next(&text, &salvage, status == STATUS_OK);
		written = output(&text, err);
		status = written == STATUS_OK ? status : written;
	}
	buf_release(&text);
	salvage_release(&salvage);
	return status;
}
