# Adds up what of a linked image belongs to the core, prints it against its budget, writes the sums
# to the file `json`, and fails above a budget. Reads the budget, a run's output (for the deepest
# stack) and the linker's map, in this order.
#
# The core is everything out of Firmware.o and FontData.o, the strings of all objects, and out of
# Board.o the generic code of the module Firmware, which the compiler specialises where it is used.
# All state of Board.o counts as the core's: a board's globals are where the core's state lives.

FNR == 1 { file_count++ }

file_count == 1 && !/^#/ && NF == 2 {
    budget[$1] = $2
    next
}
file_count == 2 {
    if ($1 == "stack") {
        size["stack"] = $2
        has_stack = 1
    }
    next
}
file_count < 3 || NF < 5 { next }

# An output section; the names of the rest are indented paths and symbols.
NF == 5 && $5 ~ /^\.[a-z_.]+$/ && !/        \.[a-z]/ {
    output = substr($5, 2)
    input = ""
    next
}
$5 ~ /:\(/ {
    input = $5
    is_core = belongs(input, output)
    if (is_core) size[kind(input, output)] += hex($3)
    next
}
is_core && NF == 5 && hex($3) > 0 && (output in sections) {
    symbols[++symbol_count] = sprintf("%8d  %-6s  %s", hex($3), output, $5)
}

BEGIN {
    split("text rodata data bss", names, " ")
    for (i in names) sections[names[i]] = 1
}

END {
    if (!has_stack || !size["text"]) {
        print "size: no stack line or no core in what was read" > "/dev/stderr"
        exit 1
    }
    printf "%-8s %8s %8s\n", "core", "bytes", "budget"
    count = split("text rodata data bss stack fonts", keys, " ")
    for (i = 1; i <= count; i++) {
        key = keys[i]
        is_over = size[key] > budget[key]
        if (is_over) over = over " " key
        printf "%-8s %8d %8s%s\n", key, size[key], budget[key], is_over ? "  over the budget" : ""
        text = text (i == 1 ? "{" : ", ") sprintf("\"%s\": %d", key, size[key])
    }
    print text "}" > json
    printf "%-8s %8d\n", "flash", size["text"] + size["rodata"] + size["data"] + size["fonts"]
    printf "%-8s %8d\n", "RAM", size["data"] + size["bss"] + size["stack"]

    print "\nlargest symbols"
    for (shown = 0; shown < 20 && largest(); shown++) print best
    if (over != "") {
        print "size: over the budget in Board/budget.txt:" over > "/dev/stderr"
        exit 1
    }
}

# Whether an input section is the core's.
function belongs(input, output) {
    if (!(output in sections)) return 0
    if (input ~ /\/(Firmware|FontData)\.o:/) return 1
    # Strings, which the linker merges without a note of their origin.
    if (input ~ /^<internal>:/) return output == "rodata"
    if (input !~ /\/Board\.o:/) return 0
    return output == "data" || output == "bss" || input ~ /\$e8Firmware/
}

function kind(input, output) {
    return input ~ /\/FontData\.o:/ ? "fonts" : output
}

# Takes the largest symbol that is left into `best`; 0 when there is none.
function largest(    i, at) {
    at = 0
    for (i = 1; i <= symbol_count; i++) {
        if (symbols[i] != "" && (!at || symbols[i] + 0 > symbols[at] + 0)) at = i
    }
    if (!at) return 0
    best = symbols[at]
    symbols[at] = ""
    return 1
}

function hex(digits,    i, value) {
    value = 0
    for (i = 1; i <= length(digits); i++) {
        value = value * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
    }
    return value
}
