/* SPDX-License-Identifier: MIT */
/*
 * The plain functions of libcrypto, which it would rather see replaced by its
 * newer ones.  Those read a configuration file that may load other code, ask
 * for memory some five thousand times before the first byte is digested, and
 * crash when they do not get it.  These do nothing but the sum.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "base/arena.h"
#include "sys/sys.h"

static const char prefix[] = "sha256:";

sq_str
sq_digest(struct sq_arena *a, sq_str text)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, text.len ? text.ptr : "", text.len);
    SHA256_Final(sum, &context);

    size_t head = sizeof prefix - 1;
    char *out = sq_arena_alloc(a, head + 2 * sizeof sum + 1, 1);
    for (size_t i = 0; i < head; i++)
        out[i] = prefix[i];
    for (size_t i = 0; i < sizeof sum; i++) {
        out[head + 2 * i] = digits[sum[i] >> 4];
        out[head + 2 * i + 1] = digits[sum[i] & 15];
    }
    return (sq_str){out, head + 2 * sizeof sum};
}

const char *
sq_digest_library(void)
{
    return OpenSSL_version(OPENSSL_VERSION);
}
