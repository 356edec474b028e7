// The heap that Swift's arrays come from, and the memory functions that compilers call by themselves.
//
// One thread. Free blocks stand in a list in the order of their addresses; the first that is large
// enough is taken, and neighbours become one block when one of them is freed: what a picture took is
// one block again afterwards, however many pictures come. The memory grows and never shrinks.

#include <stddef.h>
#include <stdint.h>

enum { ALIGNMENT = 16, PAGE = 65536, OUT_OF_MEMORY = 12 };

typedef struct block {
    size_t size;  // with this header, a multiple of ALIGNMENT
    struct block *next;
    uint8_t padding[ALIGNMENT - sizeof(size_t) - sizeof(void *)];
} block;

_Static_assert(sizeof(block) == ALIGNMENT, "what follows a header is aligned as the header is");

extern uint8_t __heap_base;  // where the linker's data ends

static block *first_free;
static uintptr_t heap_end;

void *malloc(size_t count);
void free(void *pointer);
int posix_memalign(void **pointer, size_t alignment, size_t count);

static block *end_of(block *one) { return (block *)((uint8_t *)one + one->size); }

static void insert(block *one) {
    block *before = NULL, *after = first_free;
    while (after != NULL && after < one) {
        before = after;
        after = after->next;
    }
    one->next = after;
    if (before == NULL) {
        first_free = one;
    } else {
        before->next = one;
    }
    if (after != NULL && end_of(one) == after) {
        one->size += after->size;
        one->next = after->next;
    }
    if (before != NULL && end_of(before) == one) {
        before->size += one->size;
        before->next = one->next;
    }
}

static int grow(size_t size) {
    if (heap_end == 0) heap_end = ((uintptr_t)&__heap_base + ALIGNMENT - 1) & -(uintptr_t)ALIGNMENT;
    const size_t memory = __builtin_wasm_memory_size(0) * PAGE;
    // The first time, what is left of the memory that the module begins with.
    if (memory - heap_end < size) {
        const size_t pages = (size - (memory - heap_end) + PAGE - 1) / PAGE;
        if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX) return 0;
    }
    block *one = (block *)heap_end;
    heap_end = __builtin_wasm_memory_size(0) * PAGE;
    one->size = heap_end - (uintptr_t)one;
    insert(one);
    return 1;
}

void *malloc(size_t count) {
    if (count > PTRDIFF_MAX - 2 * PAGE) return NULL;
    const size_t size = ((count + ALIGNMENT - 1) & -(size_t)ALIGNMENT) + sizeof(block);
    for (;;) {
        for (block **place = &first_free; *place != NULL; place = &(*place)->next) {
            block *one = *place;
            if (one->size < size) continue;
            if (one->size - size > sizeof(block)) {
                block *rest = (block *)((uint8_t *)one + size);
                rest->size = one->size - size;
                rest->next = one->next;
                one->size = size;
                *place = rest;
            } else {
                *place = one->next;
            }
            return one + 1;
        }
        if (!grow(size)) return NULL;
    }
}

void free(void *pointer) {
    if (pointer != NULL) insert((block *)pointer - 1);
}

int posix_memalign(void **pointer, size_t alignment, size_t count) {
    *pointer = alignment <= ALIGNMENT ? malloc(count) : NULL;
    return *pointer == NULL ? OUT_OF_MEMORY : 0;
}

// Each is one instruction of the machine.

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    return __builtin_memcpy(to, from, count);
}

void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }

void *memset(void *to, int value, size_t count) { return __builtin_memset(to, value, count); }

int memcmp(const void *left, const void *right, size_t count) {
    const uint8_t *a = left, *b = right;
    for (; count > 0; count--, a++, b++) {
        if (*a != *b) return *a - *b;
    }
    return 0;
}
