# A PostgreSQL cluster of the tests' own: never root's, in a scratch folder, on a free port of the loopback. Sourced.
# postgres_start exports HEADWAY_TEST_POSTGRES (a superuser's connection string); postgres_stop leaves nothing behind.

postgres_home=""

# Prints the folder of the newest server (15 or later) that is installed.
postgres_bin() {
    local bin best=0 found="" version
    for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin "$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")"; do
        [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] || continue
        version=$("$bin/postgres" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')
        if [ "$version" -ge 15 ] && [ "$version" -gt "$best" ]; then best=$version found=$bin; fi
    done
    [ -n "$found" ] && printf '%s\n' "$found"
}

# The server refuses to run as root, so root lends it to an unprivileged user.
postgres_as() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    else
        (cd / && runuser -u "$postgres_user" -- "$@")
    fi
}

# postgres_start [SETTING=VALUE …]
postgres_start() {
    local bin port secret try setting settings=""
    for setting in "$@"; do settings+=" -c $setting"; done
    bin=$(postgres_bin) || return 1
    postgres_user=$(id -un)
    if [ "$(id -u)" -eq 0 ]; then
        postgres_user=postgres
        id "$postgres_user" >/dev/null 2>&1 || postgres_user=nobody
    fi
    postgres_home=$(mktemp -d "${TMPDIR:-/tmp}/headway-postgres.XXXXXX") || return 1
    secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$secret" >"$postgres_home/secret"
    [ "$(id -u)" -ne 0 ] || chown -R "$postgres_user" "$postgres_home"
    chmod 700 "$postgres_home"
    postgres_as "$bin/initdb" -D "$postgres_home/cluster" -U headway --pwfile="$postgres_home/secret" \
        --auth=scram-sha-256 --locale=C.UTF-8 --encoding=UTF8 >"$logs/postgres-init.log" 2>&1 || return 1
    for try in 1 2 3 4 5; do
        port=$((20000 + (RANDOM * 32768 + RANDOM + $$) % 12000)) # below the kernel's own range for outgoing connections
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
        postgres_as "$bin/pg_ctl" -D "$postgres_home/cluster" -s -w -t 60 -l "$postgres_home/server.log" \
            -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=200$settings" start \
            >/dev/null 2>&1 </dev/null || continue
        postgres_stopper="$bin/pg_ctl"
        export HEADWAY_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=headway;Password=$secret;Database=postgres"
        return 0
    done
    tail -n 20 "$postgres_home/server.log" >&2 2>/dev/null
    return 1
}

postgres_stop() {
    [ -n "$postgres_home" ] || return 0
    [ -z "${postgres_stopper:-}" ] ||
        postgres_as "$postgres_stopper" -D "$postgres_home/cluster" -s -w -t 30 -m immediate stop >/dev/null 2>&1
    rm -rf "$postgres_home"
    postgres_home=""
}
