/* The control benchmark: work that no bridge can influence. One line of input: how many operations; one of output: the nanoseconds. */
#include <stdint.h>
#include <stdio.h>
#include <time.h>

/* Like an interpreter it jumps about in memory, of a size that the caches nearest to a processor hold. */
static uint32_t table[16384];

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

int main(void)
{
    uint64_t state = 88172645463325252u, operations;
    while (scanf("%lu", (unsigned long *)&operations) == 1) {
        uint64_t began = now();
        for (uint64_t operation = 0; operation < operations; operation += 1) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            uint32_t *cell = &table[state % 16384];
            if (*cell & 1) *cell += (uint32_t)state;
            else *cell ^= (uint32_t)(state >> 32) | 1;
        }
        uint64_t ended = now();
        /* The table decides the text, so that the loop cannot be left out. */
        printf(table[state % 16384] == 1 ? "%lu\n" : "%lu\n", (unsigned long)(ended - began));
        fflush(stdout);
    }
    return 0;
}
