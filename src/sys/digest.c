/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <openssl/evp.h>

#include "base/arena.h"
#include "sys/sys.h"

static const char prefix[] = "sha256:";

sq_str
sq_digest(struct sq_arena *a, sq_str text)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    int ok = EVP_Digest(text.len ? text.ptr : "", text.len, sum, &n,
                        EVP_sha256(), NULL);
    assert(ok == 1 && n == 32);
    (void)ok;

    size_t head = sizeof prefix - 1;
    char *out = sq_arena_alloc(a, head + 2 * (size_t)n + 1, 1);
    for (size_t i = 0; i < head; i++)
        out[i] = prefix[i];
    for (size_t i = 0; i < n; i++) {
        out[head + 2 * i] = digits[sum[i] >> 4];
        out[head + 2 * i + 1] = digits[sum[i] & 15];
    }
    return (sq_str){out, head + 2 * (size_t)n};
}
