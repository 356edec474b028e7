# Prints what of a linked image belongs to the core, from the linker's map: lines of an output
# section, bytes and a symbol. Symbols are still mangled.
#
# The core is: what comes out of Firmware.o, FontData.o, TextTables.o and Words.o; out of Port.o and Board.o the
# functions and tables of the module Firmware, which the compiler specialises where they are used. Code that carries no
# module (outlined pieces, specialised functions of the standard library) and strings, which the
# linker merges without a note of their origin, may be either's and count as the core's.

NF == 5 && $5 ~ /^\.[a-z_]+$/ {
    output = substr($5, 2)
    object = ""
    next
}
$5 ~ /:\(/ {
    close_section()
    split($5, part, ":\\(")
    object = part[1]
    sub(/.*\//, "", object)
    section = substr(part[2], 1, length(part[2]) - 1)
    name = section
    sub(/^\.(text|rodata|data|bss)\.?/, "", name)
    bytes = hex($3)
    rest = bytes
    next
}
# A symbol of a section that holds several.
object != "" && name == "" && NF == 5 && hex($3) > 0 {
    if (is_core(object, $5)) print output, hex($3), $5
    rest -= hex($3)
}

END { close_section() }

# A section is one symbol's, or what its symbols leave of it: constants without a name, in Board.o
# the copies of the core's tables that come with specialised code.
function close_section() {
    if (object == "" || output !~ /^(text|rodata|data|bss)$/) return
    if (name != "") {
        if (bytes > 0 && is_core(object, name)) print output_of(object), bytes, name
    } else if (rest > 0 && output == "rodata" && object ~ /^(Firmware|Board|[A-Za-z]*Probe)\.o$/) {
        print output, rest, "unnamed in " object
    }
    object = ""
}

function output_of(object) { return object == "FontData.o" ? "fonts" : object == "Words.o" ? "words" : output }

function is_core(object, symbol) {
    if (object ~ /^(Firmware|FontData|TextTables|Words)\.o$/) return 1
    if (object == "<internal>") return output == "rodata"
    if (object !~ /^(Port|Board|[A-Za-z]*Probe)\.o$/) return 0
    return symbol ~ /\$e8Firmware/ || symbol ~ /^(\$es|OUTLINED_FUNCTION)/
}

function hex(digits,    i, value) {
    value = 0
    for (i = 1; i <= length(digits); i++) {
        value = value * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
    }
    return value
}
