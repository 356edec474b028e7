# Turns the bench's lines into a table on stdout and into the file `json`; fails when a count is
# missing. A line is: bench NAME SIDE UNIT INSTRUCTIONS UNITS.

$1 == "bench" && NF == 6 {
    name = $2
    unit[name] = $4
    counted[name, $3] = 1
    count[name, $3] = $5 / $6
}

END {
    wanted = split("flat illustration mid photo worst json sha256 cover_ms_50", keys, " ")
    # The bus shifts a bit a cycle at 80 MHz, 16 bits a pixel; the core runs at 160 MHz.
    bus = 16 * 160 / 80

    # How many times the native instructions the core may take through C.
    split("flat 2.5 illustration 1.6 mid 1.5 photo 1.5 worst 1.5", bars, " ")
    for (i = 1; i in bars; i += 2) bar[bars[i]] = bars[i + 1]

    printf "%-13s %9s %9s %7s %9s %7s %6s  %s\n", "", "sleeve", "reference", "ratio", "through C", \
        "ratio", "bus", "unit"
    for (i = 1; i <= wanted; i++) {
        key = keys[i]
        if (!counted[key, "sleeve"] || !counted[key, "reference"]) {
            missing = missing " " key
            printf "%-13s %9s %9s\n", key, shown(key, "sleeve"), shown(key, "reference")
            continue
        }
        sleeve = count[key, "sleeve"]
        reference = count[key, "reference"]
        through_c = ""
        ratio = ""
        if (key in bar) {
            if (!counted[key, "c"]) missing = missing " " key ", through C"
            through_c = shown(key, "c")
            ratio = sprintf("%.2fx", count[key, "c"] / sleeve)
            if (count[key, "c"] > bar[key] * sleeve) slow = slow " " key
        }
        printf "%-13s %9.2f %9.2f %6.1fx %9s %7s %6s  %s\n", key, sleeve, reference, \
            reference / sleeve, through_c, ratio, unit[key] == "instructions/pixel" ? bus : "", unit[key]
        text = text sprintf("%s\"%s\": {\"unit\": \"%s\", \"sleeve\": %.2f, \"reference\": %.2f}", \
            text == "" ? "{" : ",\n ", key, unit[key], sleeve, reference)
        if (key in bar) {
            text = text sprintf(",\n \"c_%s\": {\"unit\": \"%s\", \"sleeve\": %.2f, \"reference\": %.2f}", \
                key, unit[key], count[key, "c"], reference)
        }
    }
    count_rows = split("text second", rows, " ")
    for (i = 1; i <= count_rows; i++) {
        key = rows[i]
        if (!counted[key, "sleeve"]) missing = missing " " key
        printf "%-13s %9s %9s %7s %9s %7s %6s  %s\n", key, shown(key, "sleeve"), "", "", "", "", \
            unit[key] == "instructions/pixel" ? bus : "", unit[key]
    }
    print "text: a title line with an ellipsis; second: a second of the playing screen, its texts running."
    print "cover_ms_50: to the last pixel at 50 ms round trip; reference: with a connection for each cover."
    print "Retired instructions; bus: cycles of a 160 MHz core that the SPI bus needs at 80 MHz."
    if (missing != "") {
        print "not measured:" missing > "/dev/stderr"
        exit 1
    }
    print text "}" > json
    if (slow != "") {
        print "through C above its bar:" slow > "/dev/stderr"
        exit 1
    }
}

function shown(key, side) {
    return counted[key, side] ? sprintf("%.2f", count[key, side]) : "-"
}
