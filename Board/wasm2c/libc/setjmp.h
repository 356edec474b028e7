#pragma once
// Exceptions of WebAssembly would need it; the core has none.
typedef int jmp_buf[1];
