# Tells the C that wasm2c has made how each of its loads and stores is aligned: the module says so, and
# wasm2c drops it. Reads what `wasm-objdump -d` prints, and then the C: both have the accesses in the same
# order, which is checked name by name. `i32_load(` becomes `i32_load_2(`, of 2² bytes: access.h.

function fail(what) {
    print "access.awk: " what > "/dev/stderr"
    failed = 1
    exit 1
}

FNR == 1 { file++ }

file == 1 {
    if (!match($0, /i(32|64)\.(load|store)[0-9_su]* [0-9]+ [0-9]+/)) next
    split(substr($0, RSTART, RLENGTH), part, " ")
    sub(/\./, "_", part[1])
    name[++known] = part[1]
    alignment[known] = part[2]
    next
}

/^#include "sleeve_module.h"/ { print; print "#include \"access.h\""; next }

match($0, /i(32|64)_(load|store)[0-9_su]*\(&instance->/) {
    called = substr($0, RSTART, RLENGTH)
    sub(/\(.*/, "", called)
    if (called != name[++used]) fail("access " used " is " called ", the module has " name[used])
    sub(called "\\(", called "_" alignment[used] "(")
}

# Where functions name their parameters, of which they use some.
{ gsub(/_instance_t ?\* ?instance|[us](32|64) w2c_p[0-9]+/, "& UNUSED") }

{ print }

END {
    if (!failed && (used != known || known == 0)) fail(used " accesses, the module has " known)
}
