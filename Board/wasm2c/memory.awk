# Makes the header with the module's memory of what wasm-objdump -x says of it; fails where that is
# missing, or where stack and data take more than `limit` bytes.

/<__heap_base> - init i32=/ { bytes = $0; sub(/.*init i32=/, "", bytes) }
/table\[0\] type=funcref/ { functions = $0; sub(/.*initial=/, "", functions); sub(/ .*/, "", functions) }

END {
    if (!bytes || functions == "") {
        print "the module says nothing of its memory" > "/dev/stderr"
        exit 1
    }
    if (bytes + 0 > limit) {
        print "the module needs " bytes " bytes of memory, more than " limit > "/dev/stderr"
        exit 1
    }
    print "#pragma once"
    print "// Bytes of the module's memory: its stack, then its data."
    print "#define SLEEVE_MODULE_BYTES " bytes
    print "#define SLEEVE_MODULE_STACK " stack
    print "// Entries of its table of functions."
    print "#define SLEEVE_MODULE_FUNCTIONS " functions
}
