# Turns the bench's lines into a table on stdout and into the file `json`; fails when a count is
# missing. A line is: bench NAME SIDE UNIT INSTRUCTIONS UNITS.

$1 == "bench" && NF == 6 {
    name = $2
    unit[name] = $4
    counted[name, $3] = 1
    count[name, $3] = $5 / $6
}

END {
    wanted = split("flat illustration mid photo worst json sha256", keys, " ")
    # The bus shifts a bit a cycle at 80 MHz, 16 bits a pixel; the core runs at 160 MHz.
    bus = 16 * 160 / 80

    printf "%-13s %9s %9s %7s %6s  %s\n", "", "sleeve", "reference", "ratio", "bus", "unit"
    for (i = 1; i <= wanted; i++) {
        key = keys[i]
        if (!counted[key, "sleeve"] || !counted[key, "reference"]) {
            missing = missing " " key
            printf "%-13s %9s %9s\n", key, shown(key, "sleeve"), shown(key, "reference")
            continue
        }
        sleeve = count[key, "sleeve"]
        reference = count[key, "reference"]
        printf "%-13s %9.2f %9.2f %6.1fx %6s  %s\n", key, sleeve, reference, reference / sleeve, \
            unit[key] == "instructions/pixel" ? bus : "", unit[key]
        text = text sprintf("%s\"%s\": {\"unit\": \"%s\", \"sleeve\": %.2f, \"reference\": %.2f}", \
            text == "" ? "{" : ",\n ", key, unit[key], sleeve, reference)
    }
    count_rows = split("text second", rows, " ")
    for (i = 1; i <= count_rows; i++) {
        key = rows[i]
        if (!counted[key, "sleeve"]) missing = missing " " key
        printf "%-13s %9s %9s %7s %6s  %s\n", key, shown(key, "sleeve"), "", "", \
            unit[key] == "instructions/pixel" ? bus : "", unit[key]
    }
    print "text: a title line with an ellipsis; second: a second of the playing screen, its texts running."
    print "Retired instructions; bus: cycles of a 160 MHz core that the SPI bus needs at 80 MHz."
    if (missing != "") {
        print "not measured:" missing > "/dev/stderr"
        exit 1
    }
    print text "}" > json
}

function shown(key, side) {
    return counted[key, side] ? sprintf("%.2f", count[key, side]) : "-"
}
