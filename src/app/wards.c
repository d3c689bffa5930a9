/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/wards.h"

#include <stdlib.h>
#include <string.h>

struct counting {
	struct app *app;
	struct wards *wards;
	struct arena arena; /* of one address */
	struct err *err;
	enum status status; /* the first failure */
};

/* One for each kelurahan, one of each kecamatan for addresses without one, and one for all others. */
static void make(const struct programme *programme, struct wards *wards)
{
	size_t count = 1;

	for (size_t i = 0; i < programme->kecamatan_count; i++)
		count += programme->kecamatan[i].kelurahan.count + 1;
	wards->ward = memory_alloc(count * sizeof(*wards->ward));
	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct kecamatan *kecamatan = &programme->kecamatan[i];
		const struct kelurahan *kelurahan = kecamatan->kelurahan.item;

		for (size_t k = 0; k < kecamatan->kelurahan.count; k++)
			wards->ward[wards->count++] = (struct ward){&kelurahan[k], kecamatan, {0}};
		wards->ward[wards->count++] = (struct ward){NULL, kecamatan, {0}};
	}
	wards->ward[wards->count++] = (struct ward){0};
}

static struct ward *find(struct wards *wards, const struct person_address *address)
{
	struct ward *elsewhere = &wards->ward[wards->count - 1];

	for (size_t i = 0; i < wards->count; i++) {
		struct ward *ward = &wards->ward[i];

		if (ward->kelurahan && strcmp(ward->kelurahan->code, address->kelurahan) == 0)
			return ward;
		if (!ward->kelurahan && ward->kecamatan &&
			strcmp(ward->kecamatan->code, address->kecamatan) == 0)
			elsewhere = ward;
	}
	return elsewhere;
}

static void count_person(void *context, const struct id *record, const struct tally *one)
{
	struct counting *counting = context;
	struct person_address address;

	if (counting->status != STATUS_OK)
		return;
	counting->status = app_read_or_empty(counting->app, register_person(record, PERSON_ADDRESS),
		&person_address_type, &counting->arena, &address, counting->err);
	if (counting->status == STATUS_OK)
		tally_add(&find(counting->wards, &address)->tally, one);
	arena_clear(&counting->arena);
}

static bool is_counted(const struct session *session, uint32_t year)
{
	return (year == 0 || session->plan.year == year) && session->status.status != SESSION_CANCELLED;
}

enum status wards_count(struct app *app, uint32_t year, struct wards *wards, wards_step *step,
	void *context, struct err *err)
{
	const struct programme *programme = &app->programme;
	struct counting counting = {.app = app, .wards = wards, .err = err};

	*wards = (struct wards){0};
	make(programme, wards);
	for (size_t i = 0; i < programme->session_count && counting.status == STATUS_OK; i++) {
		if (!is_counted(&programme->session[i], year))
			continue;
		if (step && !step(context, i, programme->session_count))
			counting.status = STATUS_STOPPED;
		else
			app_each_registered(app, &programme->session[i], count_person, &counting);
	}
	arena_release(&counting.arena);
	return counting.status;
}

void wards_release(struct wards *wards)
{
	free(wards->ward);
	*wards = (struct wards){0};
}
