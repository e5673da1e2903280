# What run, headway and test build, and when. Sourced; $root is the project's root.
# A stamp holds the moment at which the last good build began, so an edit made during a build counts as newer.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

stamps="$root/artifacts/stamps"
logs="$root/artifacts/logs"
product="$root/artifacts/bin/Headway.Cli/release/headway.dll"
assets="$root/src/Headway.Web/wwwroot/assets"
browser="$root/src/Headway.Web/browser"
gateway="$root/src/mail-gateway"
identity="$root/tests/identity-provider"

# The folders of the working copy that the product finds by name when it runs from here.
export ASPNETCORE_WEBROOT="${ASPNETCORE_WEBROOT:-$root/src/Headway.Web/wwwroot}"
export HEADWAY_MAIL_GATEWAY="${HEADWAY_MAIL_GATEWAY:-$gateway/gateway.js}"

say() { printf '%s\n' "$*" >&2; }

# Succeeds when $1 (a stamp) is missing or older than anything among the other arguments (find's own words).
older_than() {
    local stamp=$1
    shift
    [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

product_is_stale() {
    [ ! -e "$product" ] || older_than "$stamps/product" \
        "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" \
        \( -path "$browser" -o -path "$gateway" -o -path "$root/src/Headway.Web/wwwroot" -o -name node_modules \) -prune -o -type f,d
}

browser_is_stale() {
    [ -e "$browser/package.json" ] || return 1
    [ -z "$(ls -A "$assets" 2>/dev/null)" ] || older_than "$stamps/browser" "$browser" -mindepth 1 -name node_modules -prune -o -type f,d
}

gateway_is_stale() {
    [ -e "$gateway/package.json" ] || return 1
    [ ! -d "$gateway/node_modules" ] || older_than "$stamps/gateway" "$gateway/package.json" "$gateway/package-lock.json"
}

# The provider that the tests sign in at.
identity_is_stale() {
    [ ! -d "$identity/node_modules" ] || older_than "$stamps/identity" "$identity/package.json" "$identity/package-lock.json"
}

build_identity() {
    (cd "$identity" && npm ci --omit=dev --no-audit --no-fund --loglevel=error)
}

# Analyzers, nullable warnings and documentation are the tests' business, and generated request delegates save less
# at the start (0.8 s) than they cost to compile (30 s): without them the demo is in the browser half as late.
build_product() {
    dotnet restore "$root/src/Headway.Cli" -v quiet &&
        dotnet build "$root/src/Headway.Cli" -c Release --no-restore -v quiet -clp:ErrorsOnly \
            -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:EnforceCodeStyleInBuild=false \
            -p:Nullable=annotations -p:EnableRequestDelegateGenerator=false
}

build_browser() {
    (cd "$browser" && npm ci --ignore-scripts=false --no-audit --no-fund --loglevel=error && npm run --silent build)
}

build_gateway() {
    (cd "$gateway" && npm ci --omit=dev --no-audit --no-fund --loglevel=error)
}

# make NAME: runs build_NAME with its words kept in a log, shown only when it fails; one builder at a time.
make() {
    local name=$1 began="$stamps/$1.began" log="$logs/$1.log"
    mkdir -p "$stamps" "$logs" "$assets" # a folder made during a build would make its parent look changed
    (
        if command -v flock >/dev/null; then
            flock 9
            "${name}_is_stale" || exit 0 # somebody else built it while we waited
        fi
        : >"$began"
        if ! "build_$name" >"$log" 2>&1 </dev/null 9>&-; then
            say "headway: could not build the $name:"
            cat "$log" >&2
            exit 1
        fi
        mv -f "$began" "$stamps/$name"
    ) 9>"$stamps/$name.lock"
}

need() {
    command -v "$1" >/dev/null || { say "headway: '$1' is not installed; $2"; exit 70; }
}
