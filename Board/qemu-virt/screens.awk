# Prints the checksums of the board's screens beside the host's, and fails where they differ. Reads
# the board's output and then the host's. A line is: screen NUMBER NAME CHECKSUM.

FNR == 1 { side++ }
$1 == "screen" && NF == 4 {
    count[side]++
    name[side, $2] = $3
    sum[side, $2] = $4
}

END {
    last = count[1] > count[2] ? count[1] : count[2]
    printf "%-16s %-9s %s\n", "screen", "board", "host"
    for (i = 1; i <= last; i++) {
        screen = (1, i) in name ? name[1, i] : name[2, i]
        differs = sum[1, i] != sum[2, i] || name[1, i] != name[2, i]
        printf "%2d %-13s %-9s %s%s\n", i, screen, shown(1, i), shown(2, i), \
            differs ? "  differs" : ""
        if (differs && first == "") first = i " " screen
    }
    if (first != "" || last == 0) {
        print "screens: " (last ? "the first to differ is " first : "none") > "/dev/stderr"
        exit 1
    }
}

function shown(side, i) {
    return (side, i) in sum ? sum[side, i] : "-"
}
