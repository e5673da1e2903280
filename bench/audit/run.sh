#!/usr/bin/env bash
# run.sh [EVENTS]: the audit and DuckDB on one generated log, three rounds, in turns.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
events=${1:-10000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -d "$here/node_modules" ] || (cd "$here" && npm install --no-save --no-audit --no-fund --loglevel=error) # not ci: the lock knows no other platform than the one it was made on
dotnet build "$root/src/Headway.Cli" -c Release -v quiet -clp:ErrorsOnly
audit="$root/artifacts/bin/Headway.Cli/release/headway.dll"
node "$here/generate.mjs" "$work/log.csv" "$events"
for round in 1 2 3; do
    /usr/bin/time -f "  whole process: %e s, %U s of processor, peak %M kB" \
        dotnet "$audit" audit "$work/log.csv" --json "$work/audit.json" --html "$work/audit.html" | head -1
    node "$here/duckdb.mjs" "$work/log.csv" | tee "$work/duckdb.json"
done
node "$here/agree.mjs" "$work/audit.json" "$work/duckdb.json"
