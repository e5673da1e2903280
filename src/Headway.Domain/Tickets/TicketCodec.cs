using System.Text.Json.Serialization;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;

namespace Headway.Domain.Tickets;

/// <summary>The names under which ticket facts are stored. Names are for ever.</summary>
public static class TicketCodec
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["ticket-opened"] = typeof(TicketOpened),
        ["activity-opened"] = typeof(ActivityOpened),
        ["activity-closed"] = typeof(ActivityClosed),
        ["activity-moved"] = typeof(ActivityMoved),
        ["activity-passed"] = typeof(ActivityPassed),
        ["verdict-fixed"] = typeof(VerdictFixed),
        ["progressed"] = typeof(Progressed),
        ["replied"] = typeof(Replied),
        ["noted"] = typeof(Noted),
        ["customer-wrote"] = typeof(CustomerWrote),
        ["colleague-wrote"] = typeof(ColleagueWrote),
        ["attempt-logged"] = typeof(AttemptLogged),
        ["reminder-sent"] = typeof(ReminderSent),
        ["owner-set"] = typeof(OwnerSet),
        ["team-set"] = typeof(TeamSet),
        ["priority-set"] = typeof(PrioritySet),
        ["service-set"] = typeof(ServiceSet),
        ["type-set"] = typeof(TypeSet),
        ["subject-set"] = typeof(SubjectSet),
        ["major-incident-set"] = typeof(MajorIncidentSet),
        ["ticket-resolved"] = typeof(TicketResolved),
        ["ticket-closed"] = typeof(TicketClosed),
        ["ticket-reopened"] = typeof(TicketReopened),
        ["promise-made"] = typeof(PromiseMade),
        ["promise-settled"] = typeof(PromiseSettled),
        ["linked"] = typeof(Linked),
        ["unlinked"] = typeof(Unlinked),
        ["watched"] = typeof(Watched),
        ["unwatched"] = typeof(Unwatched),
        ["tagged"] = typeof(Tagged),
        ["untagged"] = typeof(Untagged),
        ["files-added"] = typeof(FilesAdded),
        ["withdrawn"] = typeof(Withdrawn),
        ["claimed"] = typeof(Claimed),
        ["claim-released"] = typeof(ClaimReleased),
        ["chase-opened"] = typeof(ChaseOpened),
        ["chase-repeated"] = typeof(ChaseRepeated),
        ["chase-opened-to-team"] = typeof(ChaseOpenedToTeam),
        ["chase-judged"] = typeof(ChaseJudged),
        ["chase-overruled"] = typeof(ChaseOverruled),
        ["chase-suspected"] = typeof(ChaseSuspected),
        ["chase-suspicion-settled"] = typeof(ChaseSuspicionSettled),
        ["workaround-noted"] = typeof(WorkaroundNoted),
        ["target-watched"] = typeof(TargetWatched),
        ["target-warned"] = typeof(TargetWarned),
        ["target-breached"] = typeof(TargetBreached),
        ["breach-explained"] = typeof(BreachExplained),
        ["slot-offered"] = typeof(SlotOffered),
        ["appointment-booked"] = typeof(AppointmentBooked),
        ["appointment-taken"] = typeof(AppointmentTaken),
        ["appointment-reached"] = typeof(AppointmentReached),
        ["appointment-ended"] = typeof(AppointmentEnded),
        ["lesson-sent"] = typeof(LessonSent),
        ["next-time-asked"] = typeof(NextTimeAsked),
        ["lesson-acknowledged"] = typeof(LessonAcknowledged),
        ["help-asked"] = typeof(HelpAsked),
        ["contributed"] = typeof(Contributed),
        ["rule-acted"] = typeof(RuleActed),
        ["planned-for"] = typeof(PlannedFor),
        ["link-followed"] = typeof(LinkFollowed),
        ["reminder-left-out"] = typeof(ReminderLeftOut),
        ["past-imported"] = typeof(PastImported),
        ["landed"] = typeof(Landed),
        ["solved-by-article"] = typeof(SolvedByArticle),
        ["merged-into"] = typeof(MergedInto),
        ["taken-in"] = typeof(TakenIn),
        ["brought"] = typeof(Brought),
        ["chase-brought"] = typeof(ChaseBrought),
        ["unmerged"] = typeof(Unmerged),
        ["let-go"] = typeof(LetGo),
        ["split-off"] = typeof(SplitOff),
        ["category-set"] = typeof(CategorySet),
        ["weighed"] = typeof(Weighed),
        ["field-answered"] = typeof(FieldAnswered),
    };

    private static readonly JsonConverter[] Converters =
    [
        new ValueConverter<StatusCode, string>(code => code.Value, value => new StatusCode(value)),
        new ValueConverter<TicketKey, long>(id => id.Value, value => new TicketKey(value)),
        new ValueConverter<PersonId, long>(id => id.Value, value => new PersonId(value)),
        new ValueConverter<TeamId, long>(id => id.Value, value => new TeamId(value)),
        new ValueConverter<ServiceId, long>(id => id.Value, value => new ServiceId(value)),
        new ValueConverter<TextId, long>(id => id.Value, value => new TextId(value)),
    ];

    public static FactCodec<TicketFact> Instance { get; } = new(Kinds, Converters);
}
