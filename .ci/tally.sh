# Counts what passed, failed and was skipped, from the reports that the runners write. Sourced.

passed=0 failed=0 skipped=0
faults=()

# tally NAME PASSED FAILED SKIPPED SECONDS
tally() {
    passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
    printf '%-34s %5d passed %4d failed %4d skipped %5d s\n' "$1" "$2" "$3" "$4" "$5"
}

# fault NAME LOG: something that is not a test went wrong; it counts as one failure.
fault() {
    failed=$((failed + 1))
    faults+=("$1")
    say "FAILED: $1"
    [ -z "${2:-}" ] || [ ! -e "$2" ] || tail -n "${3:-60}" "$2" >&2
}

# xunit_tally NAME REPORT.xml LOG SECONDS EXIT: a runner that ends badly without a failed test to show for it is a fault.
xunit_tally() {
    local line n=() word
    line=$(grep -om1 '<assembly [^>]*>' "$2" 2>/dev/null || true)
    for word in passed failed errors skipped; do
        n+=("$(sed -nE "s/.* $word=\"([0-9]+)\".*/\1/p" <<<"$line")")
    done
    if [ -z "${n[0]}" ]; then
        fault "$1 ended without a report (exit $5)" "$3"
        return
    fi
    tally "$1" "${n[0]}" $((n[1] + n[2])) "${n[3]}" "$4"
    if [ $((n[1] + n[2])) -gt 0 ]; then
        cut -c1-600 "$3" >&2 # a value printed whole can fill a screen; the log keeps it
    elif [ "$5" -ne 0 ]; then
        fault "$1 ended with exit $5" "$3"
    fi
}

# node_tally NAME LOG SECONDS EXIT: reads the closing lines of Node's test runner, whichever reporter wrote them.
node_tally() {
    local n=() word
    for word in pass fail skipped; do
        n+=("$(sed -nE "s/^[^a-z0-9]* ?$word ([0-9]+)\$/\1/p" "$2" | tail -n 1)")
    done
    if [ -z "${n[0]}" ]; then
        [ "$4" -eq 0 ] || fault "$1" "$2"
        return
    fi
    tally "$1" "${n[0]}" "${n[1]:-0}" "${n[2]:-0}" "$3"
    if [ "${n[1]:-0}" -gt 0 ]; then cat "$2" >&2; elif [ "$4" -ne 0 ]; then fault "$1 ended with exit $4" "$2"; fi
}
