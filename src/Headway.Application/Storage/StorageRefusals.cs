using Headway.Domain;

namespace Headway.Application.Storage;

public static class StorageRefusals
{
    public static readonly Refusal Stale = new(RefusalKind.Conflict, "ticket.stale", "Somebody changed the ticket since you read it. Look at both versions and send again.");
    public static readonly Refusal Busy = new(RefusalKind.Busy, "storage.busy", "The desk is busy writing. Nothing was changed; try again in a moment.");
    public static readonly Refusal Full = new(RefusalKind.Busy, "storage.full", "There is no room left on the disk. Nothing was changed; tell whoever runs this desk.");
    public static readonly Refusal Unavailable = new(RefusalKind.Busy, "storage.unavailable", "The database can't be reached. Nothing was changed; try again in a moment.");
    public static readonly Refusal OutcomeUnknown = new(RefusalKind.Busy, "storage.outcome-unknown", "The database went away while it was saving. Look whether it was saved before sending again.");
    public static readonly Refusal Newer = new(RefusalKind.Conflict, "storage.newer", "A newer version of Headway has used this database. Start that version, or restore a backup.");
    public static readonly Refusal MigrationChanged = new(RefusalKind.Conflict, "storage.migration-changed", "This database was made by other steps than this version knows. Start the version that made it.");
    public static readonly Refusal MigrationHeld = new(RefusalKind.Busy, "storage.migration-held", "Another process is bringing this database up to date. Try again in a minute.");
    public static readonly Refusal TextUnreadable = new(RefusalKind.Invalid, "text.unreadable", "The text holds characters that can't be kept (NUL or half a surrogate pair). Remove them.");
    public static readonly Refusal RequestKeyReused = new(RefusalKind.Conflict, "request.key-reused", "That Idempotency-Key was used for another request. Use a new one.");
    public static readonly Refusal FileTooLarge = new(RefusalKind.Invalid, "file.too-large", "A file may have 25 MB at most. Send a smaller one, or a link.");
    public static readonly Refusal MessageTooLarge = new(RefusalKind.Invalid, "file.all-too-large", "The files of a message may have 50 MB together, each 25 MB. Send fewer or smaller ones, or a link.");
    public static readonly Refusal FilesTooMany = new(RefusalKind.Invalid, "file.too-many", "At most 20 files go with a message. Pack them into one.");
    public static readonly Refusal FileUnknown = new(RefusalKind.NotFound, "file.unknown", "There is no such file.");
    public static readonly Refusal LeaseLost = new(RefusalKind.Conflict, "lease.lost", "Somebody else holds this by now.");
    public static readonly Refusal PlaceNotEmpty = new(RefusalKind.Conflict, "restore.not-empty", "A backup is restored into an empty place only. Name another folder or database.");
    public static readonly Refusal BackupUnreadable = new(RefusalKind.Invalid, "restore.unreadable", "That is not a whole backup of Headway, or it was changed since it was made.");
}

/// <summary>The store can't do it now, or at all: an expected "no" that surfaces below every use case.</summary>
public sealed class StorageException(Refusal refusal, Exception? inner = null) : Exception(refusal.Message, inner)
{
    public Refusal Refusal { get; } = refusal;
}
