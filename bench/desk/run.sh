#!/usr/bin/env bash
# run.sh [TICKETS] [--lists] [--quick] [--seconds S] [--engine sqlite|postgres] [--json FILE]: the desk under load on both engines, 100,000
# tickets unless told otherwise; --lists fills a fifth of them open and measures lists and claims alone (1000000 --lists).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$root/.ci/build.sh"
. "$root/.ci/postgres.sh"
mkdir -p "$logs"
[ -n "${HEADWAY_BENCH_AS_BUILT:-}" ] || {
    build_product
    dotnet build "$here" -c Release -v quiet -clp:ErrorsOnly -p:RunAnalyzers=false
}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/headway-desk.XXXXXX")
chmod 711 "$scratch"
trap 'postgres_stop; rm -rf "$scratch"' EXIT
export TMPDIR="$scratch"
if [ -n "${HEADWAY_BENCH_POSTGRES:-}" ]; then
    : # a cluster of somebody's own, whose process HEADWAY_BENCH_POSTMASTER names
elif postgres_start; then
    export HEADWAY_BENCH_POSTGRES="$HEADWAY_TEST_POSTGRES"
    HEADWAY_BENCH_POSTMASTER=$(postgres_as head -n 1 "$postgres_home/cluster/postmaster.pid")
    export HEADWAY_BENCH_POSTMASTER
fi
export HEADWAY_BENCH_PRODUCT="$product" HEADWAY_BENCH_COMMAND="$root/headway"
dotnet "$root/artifacts/bin/Headway.DeskBench/release/Headway.DeskBench.dll" "$@"
