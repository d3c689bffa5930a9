/* SPDX-License-Identifier: BSD-2-Clause */
#include "fault/disk.h"

#include "base/file.h"
#include "fault/disk_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define FILE_LARGEST ((size_t)64 << 20)

enum name_kind { NAME_ADDED, NAME_REMOVED, NAME_MOVED };

struct name {
	char *path;
	size_t file;
};

struct name_change {
	enum name_kind kind;
	char *path, *from;
	size_t file;
	bool flushed;
};

struct disk {
	char *root;
	struct file *file;
	size_t files, file_capacity;
	struct name *flushed; /* names */
	size_t names, name_capacity;
	struct name_change *change;
	size_t changes, change_capacity;
};

/* --- Files ------------------------------------------------------------------------------------ */

static size_t file_add(struct disk *disk, uint64_t inode, bool is_folder)
{
	disk->file = memory_grow(
		disk->file, disk->files, &disk->file_capacity, sizeof(*disk->file));
	disk->file[disk->files] = (struct file){.inode = inode, .is_folder = is_folder};
	return disk->files++;
}

/* The youngest with the number: those are given again. */
static struct file *file_by_inode(struct disk *disk, uint64_t inode)
{
	for (size_t i = disk->files; i-- > 0 && inode != 0;)
		if (disk->file[i].inode == inode)
			return &disk->file[i];
	return NULL;
}

/* --- Names ------------------------------------------------------------------------------------ */

static bool name_find(const struct name *name, size_t count, const char *path, size_t *at)
{
	size_t len = strlen(path);

	if (len > 1 && path[len - 1] == '/') /* a folder may be named so */
		len--;
	for (*at = 0; *at < count; ++*at)
		if (strncmp(name[*at].path, path, len) == 0 && name[*at].path[len] == '\0')
			return true;
	return false;
}

static void name_set(struct name **name, size_t *count, size_t *capacity, const char *path,
	size_t file)
{
	size_t at;

	if (!name_find(*name, *count, path, &at)) {
		*name = memory_grow(*name, *count, capacity, sizeof(**name));
		(*name)[(*count)++] = (struct name){memory_text(path), file};
	}
	(*name)[at].file = file;
}

static void name_unset(struct name *name, size_t *count, const char *path)
{
	size_t at;

	if (!name_find(name, *count, path, &at))
		return;
	free(name[at].path);
	name[at] = name[--*count];
}

static void names_apply(struct name **name, size_t *count, size_t *capacity,
	const struct name_change *change)
{
	if (change->kind == NAME_MOVED)
		name_unset(*name, count, change->from);
	if (change->kind == NAME_REMOVED)
		name_unset(*name, count, change->path);
	else
		name_set(name, count, capacity, change->path, change->file);
}

static void names_copy(const struct disk *disk, struct name **name, size_t *count,
	size_t *capacity)
{
	*name = NULL;
	*count = *capacity = 0;
	for (size_t i = 0; i < disk->names; i++)
		name_set(name, count, capacity, disk->flushed[i].path, disk->flushed[i].file);
}

static void names_free(struct name *name, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(name[i].path);
	free(name);
}

/* The file that has the name now. */
static bool path_find(const struct disk *disk, const char *path, size_t *file)
{
	struct name *name;
	size_t count, capacity, at;
	bool found;

	names_copy(disk, &name, &count, &capacity);
	for (size_t i = 0; i < disk->changes; i++)
		if (!disk->change[i].flushed)
			names_apply(&name, &count, &capacity, &disk->change[i]);
	found = name_find(name, count, path, &at);
	if (found)
		*file = name[at].file;
	names_free(name, count);
	return found;
}

/* Below the root, without it; null: elsewhere. */
static const char *path_inside(const struct disk *disk, const char *path)
{
	size_t len = strlen(disk->root);

	if (path[0] != '/')
		return strncmp(path, "./", 2) == 0 ? path + 2 : path;
	if (strncmp(path, disk->root, len) != 0)
		return NULL;
	if (path[len] == '\0')
		return ".";
	return path[len] == '/' ? path + len + 1 : NULL;
}

static size_t folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) : 0;
}

/* "" is the root. */
static bool is_directly_in(const char *path, const char *folder, size_t len)
{
	return folder_len(path) == len && strncmp(path, folder, len) == 0;
}

static void name_change(struct disk *disk, enum name_kind kind, const char *path,
	const char *from, size_t file)
{
	struct name_change change = {kind, memory_text(path), from ? memory_text(from) : NULL,
		file, false};

	if (from && !is_directly_in(from, path, folder_len(path)))
		fail_msg("moved from one folder to another: %s, %s", from, path);
	disk->change = memory_grow(
		disk->change, disk->changes, &disk->change_capacity, sizeof(*disk->change));
	disk->change[disk->changes++] = change;
}

static void folder_settle(struct disk *disk, const char *folder)
{
	if (strcmp(folder, ".") == 0)
		folder = "";
	for (size_t i = 0; i < disk->changes; i++) {
		struct name_change *change = &disk->change[i];

		if (change->flushed || !is_directly_in(change->path, folder, strlen(folder)))
			continue;
		names_apply(&disk->flushed, &disk->names, &disk->name_capacity, change);
		change->flushed = true;
	}
}

/* --- The journal ------------------------------------------------------------------------------ */

static bool is_write(uint32_t call)
{
	return call == SHIM_WRITE || call == SHIM_WRITEV || call == SHIM_PWRITE ||
	       call == SHIM_PWRITEV;
}

static void begin_name(struct disk *disk, const struct shim_record *record, const char *first,
	const char *second)
{
	const char *path = path_inside(disk, first);
	const char *other = second ? path_inside(disk, second) : NULL;
	size_t file;

	if (!path || (second && !other))
		return;
	if (record->call == SHIM_OPEN && (record->flags & SHIM_CREATED))
		name_change(disk, NAME_ADDED, path, NULL, file_add(disk, record->inode, false));
	else if (record->call == SHIM_MKDIR)
		name_change(disk, NAME_ADDED, path, NULL, file_add(disk, 0, true));
	else if (record->call == SHIM_OPEN && (record->flags & SHIM_IS_FOLDER) &&
		 path_find(disk, path, &file))
		disk->file[file].inode = record->inode; /* a folder that is going to be flushed */
	else if (record->call == SHIM_UNLINK && path_find(disk, path, &file))
		name_change(disk, NAME_REMOVED, path, NULL, file);
	else if (record->call == SHIM_RENAME && path_find(disk, path, &file))
		name_change(disk, NAME_MOVED, other, path, file);
	else if (record->call == SHIM_LINK && path_find(disk, path, &file))
		name_change(disk, NAME_ADDED, other, NULL, file);
}

void disk_begin(struct disk *disk, const struct shim_record *record, const uint8_t *data)
{
	struct file *file = file_by_inode(disk, record->inode);
	const char *path = (const char *)data;
	bool has_two = record->call == SHIM_RENAME || record->call == SHIM_LINK;

	if (record->result < 0)
		return;
	switch (record->call) {
	case SHIM_OPEN:
		if (file && (record->flags & SHIM_EMPTIES))
			file_resize(file, 0);
		begin_name(disk, record, path, NULL);
		break;
	case SHIM_MKDIR:
	case SHIM_UNLINK:
	case SHIM_RENAME:
	case SHIM_LINK:
		begin_name(disk, record, path, has_two ? path + strlen(path) + 1 : NULL);
		break;
	case SHIM_MMAP:
		if (file && (record->flags & SHIM_SHARED))
			file->is_mapped = true;
		break;
	case SHIM_TRUNCATE:
		if (file)
			file_resize(file, record->length);
		break;
	case SHIM_FALLOCATE:
		if (file && !(record->flags & SHIM_KEEPS_SIZE) &&
			record->offset + record->length > file->size)
			file_resize(file, record->offset + record->length);
		break;
	default:
		if (file && is_write(record->call))
			file_write_at(file, record->offset, data, record->size);
		break;
	}
}

static const char *path_of_folder(const struct disk *disk, const struct file *folder)
{
	size_t wanted = (size_t)(folder - disk->file);

	for (size_t i = 0; i < disk->changes; i++)
		if (disk->change[i].file == wanted && disk->change[i].kind == NAME_ADDED)
			return disk->change[i].path;
	for (size_t i = 0; i < disk->names; i++)
		if (disk->flushed[i].file == wanted)
			return disk->flushed[i].path;
	return NULL;
}

void disk_end(struct disk *disk, const struct shim_record *record, const uint8_t *data)
{
	struct file *file = file_by_inode(disk, record->inode);
	const char *folder;

	(void)data;
	if (!file || record->result < 0)
		return;
	if (is_write(record->call) && (record->flags & SHIM_DURABLE))
		file_settle_part(file, record->offset, record->size);
	if (record->call != SHIM_FSYNC && record->call != SHIM_FDATASYNC)
		return;
	folder = file->is_folder ? path_of_folder(disk, file) : NULL;
	if (folder)
		folder_settle(disk, folder);
	else
		file_settle(file);
}

void disk_flush_fails(
	struct disk *disk, const struct shim_record *record, struct seeded *seeded)
{
	struct file *file = file_by_inode(disk, record->inode);

	if (file && !file->is_folder)
		file_flush_fails(file, seeded);
}

/* --- Making and losing ------------------------------------------------------------------------ */

static void take_folder(struct disk *disk, const char *folder, const char *prefix)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join(folder, entry->d_name);
		char *name = *prefix ? path_join(prefix, entry->d_name)
				     : memory_text(entry->d_name);
		struct err err = {STATUS_OK, ""};
		struct stat about;
		size_t file;

		if (entry->d_name[0] != '.' && stat(path, &about) == 0) {
			file = file_add(disk, about.st_ino, S_ISDIR(about.st_mode));
			name_set(&disk->flushed, &disk->names, &disk->name_capacity, name, file);
			if (S_ISDIR(about.st_mode))
				take_folder(disk, path, name);
			else if (file_read(path, FILE_LARGEST, &disk->file[file].flushed, &err) !=
				 STATUS_OK)
				fail_msg("%s", err.text);
			else
				file_take(&disk->file[file]);
		}
		free(path);
		free(name);
	}
	if (dir)
		closedir(dir);
}

struct disk *disk_new(const char *folder, const char *root)
{
	struct disk *disk = memory_alloc(sizeof(*disk));
	struct stat about;

	disk->root = memory_text(root);
	if (stat(folder, &about) != 0)
		fail_msg("%s: not there", folder);
	name_set(&disk->flushed, &disk->names, &disk->name_capacity, ".",
		file_add(disk, about.st_ino, true));
	take_folder(disk, folder, "");
	return disk;
}

void disk_free(struct disk *disk)
{
	for (size_t i = 0; i < disk->files; i++)
		file_release(&disk->file[i]);
	for (size_t i = 0; i < disk->changes; i++) {
		free(disk->change[i].path);
		free(disk->change[i].from);
	}
	names_free(disk->flushed, disk->names);
	free(disk->change);
	free(disk->file);
	free(disk->root);
	free(disk);
}

static void make_name(const struct disk *disk, const char *folder, const struct name *name,
	struct seeded *seeded)
{
	const struct file *file = &disk->file[name->file];
	char *path = path_join(folder, name->path);
	struct buf bytes = BUF_EMPTY;
	FILE *out;

	if (file->is_folder) {
		mkdir(path, 0700); /* the folder that holds it may be lost, and with it all this */
	} else {
		file_as_found(file, seeded, &bytes);
		out = fopen(path, "w");
		if (out && (fwrite(bytes.ptr, 1, bytes.len, out) != bytes.len || fclose(out) != 0))
			fail_msg("%s: not written", path);
	}
	buf_release(&bytes);
	free(path);
}

/* Changes of one folder reach the disk in their order; those of another folder do not wait. */
static void names_as_found(const struct disk *disk, struct seeded *seeded, struct name **name,
	size_t *count, size_t *capacity)
{
	bool *lost = memory_alloc(disk->changes * sizeof(*lost));

	names_copy(disk, name, count, capacity);
	for (size_t i = 0; i < disk->changes; i++) {
		const struct name_change *change = &disk->change[i];
		size_t len = folder_len(change->path);

		if (change->flushed)
			continue;
		lost[i] = seeded_below(seeded, 4) == 0;
		for (size_t k = 0; k < i && !lost[i]; k++)
			lost[i] = lost[k] && is_directly_in(disk->change[k].path, change->path, len);
		if (!lost[i])
			names_apply(name, count, capacity, change);
	}
	free(lost);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->path, ((const struct name *)b)->path);
}

void disk_lose_power(const struct disk *disk, const char *folder, struct seeded *seeded)
{
	struct name *name;
	size_t count, capacity;

	names_as_found(disk, seeded, &name, &count, &capacity);
	if (count > 1)
		qsort(name, count, sizeof(*name), by_path); /* folders before what is in them */
	for (size_t i = 0; i < count; i++)
		make_name(disk, folder, &name[i], seeded);
	names_free(name, count);
}

void disk_read(const struct disk *disk, const char *path, struct buf *out)
{
	size_t at;

	if (!path_find(disk, path, &at))
		return;
	file_now(&disk->file[at], out);
}

unsigned disk_pending(const struct disk *disk)
{
	size_t pending = 0;

	for (size_t i = 0; i < disk->files; i++)
		pending += file_pending(&disk->file[i]);
	for (size_t i = 0; i < disk->changes; i++)
		pending += !disk->change[i].flushed;
	return (unsigned)pending;
}
