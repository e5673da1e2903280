# Hands a message to the desk that runs, without starting a program for it. Sourced by headway for 'mail receive'; returns when
# no desk runs here or the words are others than these, and the product takes the message in itself.
#   The desk looks into DATA/{desk,demo}/spool: a message comes whole by renaming, its fate goes back through a pipe.
hand_over() {
    local mailbox=- tenant=- form=text desks=(desk demo) desk spool="" pid id code said
    while [ $# -gt 0 ]; do
        case $1 in
            --mailbox | --tenant) [ $# -ge 2 ] || return 0; printf -v "${1#--}" %s "$2"; shift ;;
            --mailbox=*) mailbox=${1#*=} ;;
            --tenant=*) tenant=${1#*=} ;;
            --json) form=json ;;
            --demo) desks=(demo) ;;
            *) return 0 ;;
        esac
        shift
    done
    case "$mailbox$tenant" in "" | *[[:space:]]*) return 0 ;; esac
    for desk in "${desks[@]}"; do
        if [ -r "$HEADWAY_DATA/$desk/spool/running" ] && read -r pid <"$HEADWAY_DATA/$desk/spool/running" && [ -d "/proc/$pid" ]; then
            spool="$HEADWAY_DATA/$desk/spool"
            break
        fi
        # A real desk that stands here is the one that is meant, running or not.
        [ ! -e "$HEADWAY_DATA/$desk/headway.db" ] || return 0
    done
    [ -n "$spool" ] && [ -w "$spool/arriving" ] || return 0
    umask 077
    id="$$.$EPOCHREALTIME.$RANDOM"
    mkfifo "$spool/answers/$id" || return 0
    exec 3<>"$spool/answers/$id"
    if { printf '%s %s %s\n' "$form" "$tenant" "$mailbox" && cat; } >"$spool/arriving/$id" && mv "$spool/arriving/$id" "$spool/new/$id" &&
        read -r -t 120 code said <&3; then
        [ "$code" -eq 0 ] && printf '%s\n' "$said" || printf 'headway: %s\n' "$said" >&2
        exit "$code"
    fi
    rm -f "$spool/answers/$id" "$spool/arriving/$id"
    echo "headway: the desk did not answer; it knows the message when it comes again" >&2
    exit 75
}
