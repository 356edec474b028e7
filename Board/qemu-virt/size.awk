# Adds up what the core takes, prints it against its budget and against the figures that were
# recorded last, writes the sums to the file `json`, and fails above a budget. With `record` it
# writes the figures to that file instead.
#
# Reads, in this order: the budget; the output of the app and of the cover probe, for the core's
# state and the deepest stack; what of the app, of the cover probe, of the device without updates and
# of the core with its words for a console is the core's (core.awk); the recorded figures.

FNR == 1 { file++ }

file == 1 && !/^#/ && NF == 3 {
    limits[++limit_count] = $1 " " $2
    budget[$1 " " $2] = $3
}
file == 2 && ($1 == "state" || $1 == "stack") { size[$1] = $2 }
file == 2 && $1 == "start-stack" { start_stack = $2 }
file == 3 && ($1 == "state" || $1 == "stack") { probe[$1] = $2 }
file == 4 {
    size[$1] += $2
    name = $3
    for (i = 4; i <= NF; i++) name = name " " $i
    # The numbers of outlined pieces change with every build.
    sub(/^OUTLINED_FUNCTION_.*/, "OUTLINED_FUNCTION", name)
    symbol[$1 "\t" name] += $2
}
file == 5 {
    # The tables of the whole core come with Firmware.o, whatever is used of them.
    if ($1 != "rodata" || /base64Sextets|CoverDecoder|RLEDecoder|PixelBlock|PixelWriter/)
        probe[$1] += $2
}
# The device's own image: tables of the whole core that it does not use are left out of it.
file == 6 { device[$1] += $2 }
file == 7 { console[$1] += $2 }
file == 8 {
    split($0, field, "\t")
    recorded[field[1] "\t" field[2]] = field[3]
}

END {
    if (!size["stack"] || !size["state"] || !size["text"] || !probe["stack"] || !probe["text"] ||
        !device["text"]) {
        print "size: no stack, no state or no code in what was read" > "/dev/stderr"
        exit 1
    }
    size["bss"] += size["state"]
    symbol["bss\tstate of the device"] = size["state"]
    if (record != "") {
        write_record()
        exit
    }
    print_sections()
    print_largest()
    print_growth()
    exit check_budget()
}

function print_sections(    i, count, keys, text) {
    count = split("text rodata data bss stack fonts", keys, " ")
    printf "%-14s %8s %8s\n", "core", "bytes", "growth"
    for (i = 1; i <= count; i++) {
        printf "%-14s %8d %8s\n", keys[i], size[keys[i]], growth("section\t" keys[i], size[keys[i]])
        text = text (i == 1 ? "{" : ", ") sprintf("\"%s\": %d", keys[i], size[keys[i]])
    }
    print text "}" > json
}

function print_largest(    key, count, rows) {
    print "\nlargest symbols"
    for (key in symbol) rows[++count] = sprintf("%d\t%s", symbol[key], key)
    print_rows(rows, count, 20)
}

# Whatever changed since the record, the largest change first.
function print_growth(    key, count, rows) {
    for (key in symbol) {
        if (symbol[key] != recorded[key]) rows[++count] = (symbol[key] - recorded[key]) "\t" key
    }
    for (key in recorded) {
        if (key !~ /^section\t/ && !(key in symbol)) rows[++count] = (-recorded[key]) "\t" key
    }
    if (!count) return
    printf "\nchanged since the record in %s (%d symbols)\n", "Board/size-record.txt", count
    print_rows(rows, count, 20)
}

# Prints the rows with the `limit` largest magnitudes: bytes, section, symbol.
function print_rows(rows, count, limit,    shown, i, best, field) {
    for (shown = 0; shown < limit && shown < count; shown++) {
        best = 0
        for (i = 1; i <= count; i++) {
            if (rows[i] != "" && (!best || magnitude(rows[i]) > magnitude(rows[best]))) best = i
        }
        split(rows[best], field, "\t")
        printf "%8d  %-6s  %s\n", field[1], field[2], field[3]
        rows[best] = ""
    }
}

function check_budget(    i, key, used, is_over, over) {
    printf "\n%-14s %8s %8s\n", "budget", "bytes", "limit"
    for (i = 1; i <= limit_count; i++) {
        key = limits[i]
        used = use(key)
        is_over = used > budget[key]
        printf "%-14s %8d %8d%s\n", key, used, budget[key], is_over ? "  over the budget" : ""
        if (is_over) over = over (over == "" ? " " : ", ") key
    }
    if (over == "") return 0
    print "size: over the budget in Board/budget.txt:" over > "/dev/stderr"
    return 1
}

function use(key) {
    if (key == "cover code") return probe["text"]
    if (key == "cover tables") return probe["rodata"]
    if (key == "cover RAM") return probe["state"] + probe["data"] + probe["bss"]
    if (key == "cover stack") return probe["stack"]
    if (key == "device flash") return device["text"] + device["rodata"] + device["data"]
    if (key == "console flash") {
        return console["text"] + console["rodata"] + console["data"] - use("core flash")
    }
    if (key == "core flash") return size["text"] + size["rodata"] + size["data"]
    if (key == "core RAM") return size["data"] + size["bss"]
    if (key == "core stack") return size["stack"]
    if (key == "start stack") return start_stack
    if (key == "core fonts") return size["fonts"]
    if (key == "core words") return size["words"]
    print "size: no such budget: " key > "/dev/stderr"
    exit 1
}

function write_record(    key, sort) {
    sort = "LC_ALL=C sort > " record
    for (key in size) if (key != "state") print "section\t" key "\t" size[key] | sort
    for (key in symbol) print key "\t" symbol[key] | sort
    close(sort)
}

function growth(key, bytes) {
    if (!(key in recorded) || bytes == recorded[key]) return ""
    return sprintf("%+d", bytes - recorded[key])
}

function magnitude(row) { return row + 0 < 0 ? -row : row + 0 }
