// The bench's module as C: it reads a document in pieces, as the core does natively.

#include "Module.h"
#include "Reference.h"
#include "sleeve_module.h"
#include "sleeve_module_calls.h"

static Z_bench_instance_t instance;

void Z_envZ_bench_sink(struct Z_env_instance_t *bench, u32 pixels, u32 count) {
    (void)bench;
    sink_take(sleeve_module_memory + pixels, count);
}

void module_start(void) {
    Z_bench_init_module();
    Z_bench_instantiate(&instance, 0);
    Z_benchZ_bench_main(&instance, 0, 0);
}

uint32_t module_read(const uint8_t *document, uint32_t count, uint32_t piece) {
    uint8_t *const room = sleeve_module_memory + Z_benchZ_bench_piece(&instance);
    Z_benchZ_bench_begin(&instance);
    for (uint32_t done = 0; done < count; done += piece) {
        if (piece > count - done) piece = count - done;
        __builtin_memcpy(room, document + done, piece);
        if (!Z_benchZ_bench_feed(&instance, piece)) return 0;
    }
    return Z_benchZ_bench_finish(&instance);
}
