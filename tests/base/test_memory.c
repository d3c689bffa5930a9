/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/memory.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Else AddressSanitizer ends the program itself where malloc() would return null. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void empty_buffers_can_be_used_and_released(void **state)
{
	struct buf buf = BUF_EMPTY;

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	assert_int_equal(buf_bytes(&buf).len, 0);
	buf_clear(&buf);
	buf_wipe(&buf);
	buf_release(&buf);
	buf_add(&buf, NULL, 0);
	assert_string_equal(buf_text(&buf), "");
	buf_release(&buf);
	assert_null(buf.ptr);
}

static void an_array_of_buffers_is_given_back(void **state)
{
	size_t count = 2;
	struct buf *item = memory_alloc(count * sizeof(*item));

	(void)state;
	buf_add_text(&item[1], "second");
	buf_release_all(&item, &count);
	assert_null(item);
	assert_int_equal(count, 0);
	buf_release_all(&item, &count); /* of none */
	assert_null(item);
}

static void bytes_are_written_where_room_was_made(void **state)
{
	struct buf buf = BUF_EMPTY;

	(void)state;
	buf_add_text(&buf, "nomor ");
	(void)buf_more(&buf, 0);
	memcpy(buf_more(&buf, 2), "12", 2);
	assert_string_equal(buf_text(&buf), "nomor 12");
	buf_release(&buf);
}

static void buffers_stay_terminated_while_they_grow(void **state)
{
	struct buf buf = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < 300000; i++) {
		buf_add_byte(&buf, (uint8_t)('a' + i % 26));
		assert_int_equal(buf.ptr[buf.len], 0);
	}
	for (size_t i = 0; i < 300000; i++)
		assert_int_equal(buf.ptr[i], 'a' + i % 26);
	buf_clear(&buf);
	assert_string_equal(buf_text(&buf), "");
	assert_non_null(buf.ptr);
	buf_add_text(&buf, "again");
	assert_string_equal(buf_text(&buf), "again");
	buf_wipe(&buf);
	assert_null(buf.ptr);
	assert_int_equal(buf.len + buf.capacity, 0);
}

static void printing_into_a_buffer_appends(void **state)
{
	struct buf buf = BUF_EMPTY;
	char long_text[1000];

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	buf_printf(&buf, "%s", "");
	assert_string_equal(buf_text(&buf), "");
	buf_printf(&buf, "%d of ", 7);
	buf_printf(&buf, "%s", long_text);
	assert_int_equal(buf.len, 5 + strlen(long_text));
	assert_memory_equal(buf.ptr, "7 of xxx", 8);
	buf_release(&buf);
}

static void growing_arrays_keep_their_elements(void **state)
{
	int *array = NULL;
	size_t capacity = 0;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		array = memory_grow(array, count, &capacity, sizeof(*array));
		assert_true(capacity > count);
		array[count] = (int)count;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(array[i], i);
	free(array);
}

static void blocks_are_zeroed_even_of_size_zero(void **state)
{
	char *none = memory_alloc(0);
	char *block = memory_alloc(100);
	char *text = memory_text("");

	(void)state;
	assert_non_null(none);
	for (int i = 0; i < 100; i++)
		assert_int_equal(block[i], 0);
	block[99] = 'z';
	block = memory_resize(block, 5000);
	assert_int_equal(block[99], 'z');
	none = memory_resize(none, 0);
	assert_non_null(none);
	assert_string_equal(text, "");
	free(none);
	free(block);
	free(text);
}

static void arena_memory_is_zeroed_and_aligned(void **state)
{
	struct arena arena = {NULL};

	(void)state;
	arena_release(&arena);
	for (size_t size = 0; size < 3000; size += 7) {
		uint8_t *ptr = arena_alloc(&arena, size);

		assert_int_equal((uintptr_t)ptr % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(ptr[i], 0);
		memset(ptr, 0xff, size);
	}
	arena_release(&arena);
	assert_null(arena.block);
}

static void a_large_piece_leaves_the_current_block_in_use(void **state)
{
	struct arena arena = {NULL};
	char *first = arena_text(&arena, "one", 3);
	struct arena_block *block = arena.block;
	uint8_t *large = arena_alloc(&arena, 1000000);
	char *second = arena_printf(&arena, "%s %d", "two", 2);

	(void)state;
	memset(large, 1, 1000000);
	assert_ptr_equal(arena.block, block);
	assert_string_equal(first, "one");
	assert_string_equal(second, "two 2");
	arena_release(&arena);
}

static void a_cleared_arena_gives_zeroed_memory_again(void **state)
{
	struct arena arena = {NULL};

	(void)state;
	arena_clear(&arena);
	assert_null(arena.block);
	for (size_t round = 0; round < 3; round++) {
		for (size_t size = 1; size < 200000; size *= 3) {
			uint8_t *ptr = arena_alloc(&arena, size);

			for (size_t i = 0; i < size; i++)
				assert_int_equal(ptr[i], 0);
			memset(ptr, 7, size);
		}
		arena_clear(&arena);
	}
	/* One row after the other of a long list: none takes new memory. */
	uint8_t *first = arena_alloc(&arena, 100);
	for (size_t row = 0; row < 10; row++) {
		arena_clear(&arena);
		assert_ptr_equal(arena_alloc(&arena, 100), first);
	}
	arena_release(&arena);
	assert_null(arena.block);
}

static void arena_copies_do_not_borrow(void **state)
{
	struct arena arena = {NULL};
	uint8_t bytes[] = {1, 0, 2};
	struct bytes copy = arena_bytes(&arena, BYTES_OF(bytes));
	struct bytes none = arena_bytes(&arena, BYTES_NONE);

	(void)state;
	memset(bytes, 9, sizeof(bytes));
	assert_memory_equal(copy.ptr, "\1\0\2", 3);
	assert_int_equal(copy.len, 3);
	assert_int_equal(none.len, 0);
	assert_string_equal(arena_text(&arena, NULL, 0), "");
	assert_string_equal(arena_text(&arena, "abcdef", 3), "abc");
	arena_release(&arena);
}

static int hook_pipe[2];

static void hook(void)
{
	if (write(hook_pipe[1], "hook ", 5) != 5)
		_exit(1);
}

static void ask_too_much(void)
{
	(void)memory_alloc(SIZE_MAX / 2);
}

static void hook_that_asks_too_much(void)
{
	hook();
	ask_too_much();
}

static void ask_too_much_twice(void)
{
	memory_on_exhaustion(hook_that_asks_too_much);
	ask_too_much();
}

static void overflow_an_array(void)
{
	size_t count = SIZE_MAX / 16 + 1; /* 2 * count * 16 would wrap round to 0 */
	size_t capacity = count;

	(void)memory_grow(NULL, count, &capacity, 16);
}

static void overflow_a_buffer(void)
{
	struct buf buf = {NULL, SIZE_MAX - 5, 0};

	buf_add(&buf, "0123456789", 10);
}

static void overflow_an_arena(void)
{
	struct arena arena = {NULL};

	(void)arena_alloc(&arena, SIZE_MAX - 3);
}

/* Runs it in a child and reads what the hook and the last sentence wrote. */
static void expect_exhaustion(void (*act)(void))
{
	char said[8000] = "";
	size_t len = 0;
	ssize_t got;
	int status;
	pid_t child;

	assert_int_equal(pipe(hook_pipe), 0);
	child = fork();
	if (child == 0) {
		dup2(hook_pipe[1], STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		memory_on_exhaustion(hook);
		act();
		_exit(0);
	}
	close(hook_pipe[1]);
	while ((got = read(hook_pipe[0], said + len, sizeof(said) - 1 - len)) > 0)
		len += (size_t)got;
	close(hook_pipe[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	/* Between them a sanitizer may say something of its own. */
	assert_non_null(strstr(said, "hook "));
	assert_non_null(strstr(strstr(said, "hook "), "Not enough memory."));
}

static void exhaustion_runs_the_hook_and_aborts(void **state)
{
	(void)state;
	expect_exhaustion(ask_too_much);
	expect_exhaustion(ask_too_much_twice);
	expect_exhaustion(overflow_an_array);
	expect_exhaustion(overflow_a_buffer);
	expect_exhaustion(overflow_an_arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_buffers_can_be_used_and_released),
		cmocka_unit_test(an_array_of_buffers_is_given_back),
		cmocka_unit_test(bytes_are_written_where_room_was_made),
		cmocka_unit_test(buffers_stay_terminated_while_they_grow),
		cmocka_unit_test(printing_into_a_buffer_appends),
		cmocka_unit_test(growing_arrays_keep_their_elements),
		cmocka_unit_test(blocks_are_zeroed_even_of_size_zero),
		cmocka_unit_test(arena_memory_is_zeroed_and_aligned),
		cmocka_unit_test(a_large_piece_leaves_the_current_block_in_use),
		cmocka_unit_test(a_cleared_arena_gives_zeroed_memory_again),
		cmocka_unit_test(arena_copies_do_not_borrow),
		cmocka_unit_test(exhaustion_runs_the_hook_and_aborts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
