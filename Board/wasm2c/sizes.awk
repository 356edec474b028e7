# Prints what the core takes natively and through C, from the linker's maps of the two images of the script,
# which are the same otherwise: the bytes of the objects that the core and its adapters are in. Fails where
# flash is above its bar; for RAM the link has one.

FNR == 1 { side++ }
NF == 5 && $5 ~ /^\.[a-z_]+$/ { output = substr($5, 2); next }
$5 ~ /:\(/ {
    split($5, part, ":\\(")
    object = part[1]
    sub(/.*\//, "", object)
    if (object !~ /^(Firmware|Port|sleeve_module|module|module-core-runtime)\.o$/) next
    bytes = hex($3)
    if (output ~ /^(text|rodata|data)$/) flash[side] += bytes
    if (output ~ /^(data|bss)$/) ram[side] += bytes
}

END {
    if (!flash[1] || !flash[2] || !ram[1] || !ram[2]) {
        print "sizes: nothing of the core is in the maps" > "/dev/stderr"
        exit 1
    }
    print ""
    printf "%-26s %9s %9s %7s\n", "core and adapters, bytes", "native", "through C", "ratio"
    printf "%-26s %9d %9d %6.2fx\n", "flash, fonts apart", flash[1], flash[2], flash[2] / flash[1]
    printf "%-26s %9d %9d %6.2fx\n", "RAM, the C with its stack", ram[1], ram[2], ram[2] / ram[1]
    if (flash[2] > 1.6 * flash[1]) {
        print "sizes: through C the core takes more than 1.6 times the flash" > "/dev/stderr"
        exit 1
    }
}

function hex(digits,    i, value) {
    value = 0
    for (i = 1; i <= length(digits); i++) {
        value = value * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
    }
    return value
}
