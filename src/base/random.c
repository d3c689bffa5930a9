/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/random.h"

#include "base/i18n.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NONCE_SIZE 24
#define POOL_NONCES 512

/*
 * The pool of nonces. It lies in pages that the kernel zeroes in a child after fork: there `left`
 * is 0 and the child draws its own, so that parent and child can't use one nonce twice under one
 * key. Where such pages can't be had there is no pool, and each nonce costs a system call.
 */
struct nonce_pool {
	size_t left;
	uint8_t nonce[POOL_NONCES][NONCE_SIZE];
};

static struct nonce_pool *pool;
static pthread_mutex_t pool_lock = PTHREAD_MUTEX_INITIALIZER; /* workers seal, too */

static struct nonce_pool *pool_make(void)
{
	void *pages = mmap(NULL, sizeof(struct nonce_pool), PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED)
		return NULL;
	if (madvise(pages, sizeof(struct nonce_pool), MADV_WIPEONFORK) != 0) {
		munmap(pages, sizeof(struct nonce_pool));
		return NULL;
	}
	return pages;
}

static const char *no_random(void)
{
	return _("The system's random numbers can't be read. Restart the computer, then try again.");
}

/* libsodium aborts where the system stops giving random numbers; not without a word. */
static void on_misuse(void)
{
	const char *sentence = no_random();

	if (write(STDERR_FILENO, "okoce: ", 7) < 0 ||
		write(STDERR_FILENO, sentence, strlen(sentence)) < 0 ||
		write(STDERR_FILENO, "\n", 1) < 0)
		return;
}

enum status random_start(struct err *err)
{
	sodium_set_misuse_handler(on_misuse);
	if (sodium_init() < 0)
		return err_set(err, STATUS_IO, "%s", no_random());
	if (!pool)
		pool = pool_make();
	return STATUS_OK;
}

void random_bytes(void *out, size_t len)
{
	if (len > 0)
		randombytes_buf(out, len);
}

void random_nonce(uint8_t out[24])
{
	if (!pool) {
		randombytes_buf(out, NONCE_SIZE);
		return;
	}
	pthread_mutex_lock(&pool_lock);
	if (pool->left == 0) {
		randombytes_buf(pool->nonce, sizeof(pool->nonce));
		pool->left = POOL_NONCES;
	}
	memcpy(out, pool->nonce[--pool->left], NONCE_SIZE);
	pthread_mutex_unlock(&pool_lock);
}

struct id random_id(void)
{
	struct id id;

	randombytes_buf(id.byte, sizeof(id.byte));
	return id;
}

uint32_t random_below(uint32_t bound)
{
	return randombytes_uniform(bound);
}

void seeded_start(struct seeded *seeded, uint64_t seed)
{
	seeded->state = seed;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t seeded_next(struct seeded *seeded)
{
	uint64_t z = seeded->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint32_t seeded_below(struct seeded *seeded, uint32_t bound)
{
	/* The upper half of a 32 by 32 bit product; its bias, at most bound / 2^32, does not matter
	 * to demo data, and one draw for each call keeps the sequence easy to follow. */
	return (uint32_t)((seeded_next(seeded) >> 32) * bound >> 32);
}
