# Installs what the tests need through the system's package manager, when it may. Sourced.

may_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

apt_install() {
    say "Installing $* …"
    {
        # A listing that names a version the mirror no longer has is refreshed once.
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ||
            { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }
    } >"$logs/install-$1.log" 2>&1 </dev/null
}

chromium_path() {
    local name
    for name in "${HEADWAY_TEST_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -z "$name" ] || ! command -v "$name" || return 0
    done
    return 1
}

# Debian's package would start a cluster of its own beside ours; it is asked not to unless somebody configured that already.
install_postgres() {
    if may_install && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    may_install && apt_install postgresql && postgres_bin >/dev/null
}

install_chromium() { may_install && apt_install chromium fonts-dejavu-core && chromium_path >/dev/null; }

# The IMAP server that fetching is tried against, each test with a server of its own.
install_dovecot() { may_install && apt_install dovecot-imapd && [ -x /usr/sbin/dovecot ]; }

# The server that mail is sent through. It is asked not to set itself up as the machine's own; each test starts one apart.
install_postfix() {
    may_install || return 1
    [ -e /etc/postfix/main.cf ] || echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    apt_install postfix && [ -x /usr/sbin/postfix ]
}
