// A heap for the fuzz targets, which have arrays. Blocks are powers of two, and what is given back
// waits for the next of its size.

#include <stddef.h>
#include <stdint.h>

enum { header = 16, classes = 32 };

extern char __bss_end[], __ram_end[];

static char *top = __bss_end;
static void *waiting[classes];

int posix_memalign(void **memory, size_t alignment, size_t size);
void free(void *memory);

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment > header) return 22;
    unsigned power = 4;
    while (power < classes - 1 && (size_t)1 << power < size) power++;
    char *block = waiting[power];
    if (block) {
        waiting[power] = *(void **)block;
    } else {
        block = (char *)(((uintptr_t)top + header - 1) & ~(uintptr_t)(header - 1)) + header;
        if (((size_t)1 << power) > (size_t)(__ram_end - block)) return 12;
        top = block + ((size_t)1 << power);
        block[-1] = (char)power;
    }
    *memory = block;
    return 0;
}

void free(void *memory) {
    char *block = memory;
    if (!block) return;
    *(void **)block = waiting[(unsigned char)block[-1]];
    waiting[(unsigned char)block[-1]] = block;
}
