using System.Text.Json;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Ledger;

/// <summary>
/// One stored fact of each kind and version, kept for ever: what an installation wrote years ago still reads, and to the
/// same. A file is never edited; a kind that comes to be written differently gets a new version and a file more.
/// </summary>
public sealed class GoldenLedgerTests
{
    private static readonly Instant Later = Instant.FromUnixTimeMilliseconds(1_773_392_400_000);

    private static readonly Dictionary<string, TicketFact> Expected = new()
    {
        ["ticket-opened.v1"] = new TicketOpened(TicketType.Request, Priority.P2, new TeamId(1), new PersonId(100), new ServiceId(5), Channel.Mail, new TextId(900), new TicketKey(41)),
        ["activity-opened.v1"] = new ActivityOpened(
            StatusCode.AwaitSupplier, ActivityType.External, StatusKind.Base, 4, false, ClockMark.Runs, HeldBy.ThirdParty, new TeamId(2), Later,
            new DueBasis("eta", 3_600_000, "response-target", "main", 3, "team", Later - Duration.FromHours(1), "customer-away", new TextId(901)), 2),
        ["activity-closed.v1"] = new ActivityClosed(4, ActivityOutcome.Superseded),
        ["activity-moved.v1"] = new ActivityMoved(4, Later, "workload", new TextId(902)),
        ["activity-passed.v1"] = new ActivityPassed(4, new TeamId(2)),
        ["verdict-fixed.v1"] = new VerdictFixed(4, Verdict.Rescheduled, new TeamId(1), new PersonId(12)),
        ["progressed.v1"] = new Progressed(StatusCode.AwaitCustomer, true, StatusCode.InProgress, "asks"),
        ["replied.v1"] = new Replied(new TextId(903), Channel.Portal),
        ["noted.v1"] = new Noted(new TextId(904)),
        ["customer-wrote.v1"] = new CustomerWrote(new PersonId(100), Intent.NotSolved, true, Channel.Chat, new TextId(905)),
        ["colleague-wrote.v1"] = new ColleagueWrote(new TeamId(2), new TextId(906)),
        ["attempt-logged.v1"] = new AttemptLogged(3, Channel.Phone, new TextId(907)),
        ["reminder-sent.v1"] = new ReminderSent(StatusCode.CustomerTesting),
        ["owner-set.v1"] = new OwnerSet(new PersonId(12)),
        ["team-set.v1"] = new TeamSet(new TeamId(2), new TeamId(1), true, new TextId(908)),
        ["priority-set.v1"] = new PrioritySet(Priority.P1),
        ["service-set.v1"] = new ServiceSet(new ServiceId(5)),
        ["type-set.v1"] = new TypeSet(TicketType.Problem),
        ["subject-set.v1"] = new SubjectSet(new TextId(909)),
        ["major-incident-set.v1"] = new MajorIncidentSet(true),
        ["ticket-resolved.v1"] = new TicketResolved(new TextId(910), Later),
        ["ticket-closed.v1"] = new TicketClosed(CloseCode.NoContact, new TextId(911)),
        ["ticket-reopened.v1"] = new TicketReopened(),
        ["promise-made.v1"] = new PromiseMade(Later, 4, true),
        ["promise-settled.v1"] = new PromiseSettled(PromiseOutcome.Renewed),
        ["linked.v1"] = new Linked(new TicketKey(41), LinkKind.FollowUpOf),
        ["unlinked.v1"] = new Unlinked(new TicketKey(41), LinkKind.DuplicateOf),
        ["watched.v1"] = new Watched(new PersonId(13)),
        ["unwatched.v1"] = new Unwatched(new PersonId(13)),
        ["tagged.v1"] = new Tagged(77),
        ["untagged.v1"] = new Untagged(77),
        ["files-added.v1"] = new FilesAdded(new TextId(912), 2),
        ["withdrawn.v1"] = new Withdrawn(5, 9),
        ["claimed.v1"] = new Claimed(4, Instant.FromUnixTimeMilliseconds(1_773_047_700_000)),
        ["past-imported.v1"] = new PastImported(PastKind.Answered, StatusCode.AwaitSupplier, new TeamId(2), new TextId(930)),
        ["landed.v1"] = new Landed(61, true),
        ["solved-by-article.v1"] = new SolvedByArticle(12, 3),
        ["claim-released.v1"] = new ClaimReleased(4),
        ["chase-opened.v1"] = new ChaseOpened(4, new PersonId(100), Channel.Mail, Later, true, Later),
        ["chase-repeated.v1"] = new ChaseRepeated(4, new PersonId(101), Channel.Phone, true, Later),
        ["chase-opened-to-team.v1"] = new ChaseOpenedToTeam(4),
        ["chase-judged.v1"] = new ChaseJudged(4, ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "promise-missed"),
        ["chase-overruled.v1"] = new ChaseOverruled(4, ChaseFinding.Valid, ChaseGround.TargetMissed, "slow-response"),
        ["chase-suspected.v1"] = new ChaseSuspected(8, 41),
        ["chase-suspicion-settled.v1"] = new ChaseSuspicionSettled(8, true),
        ["workaround-noted.v1"] = new WorkaroundNoted(true),
        ["target-watched.v1"] = new TargetWatched(
            TargetKind.Completion, 28_800_000, new TeamId(1), Later - Duration.FromHours(1), Later - Duration.FromSeconds(1), Later),
        ["target-warned.v1"] = new TargetWarned(TargetKind.Response, 7),
        ["target-breached.v1"] = new TargetBreached(TargetKind.Completion, new TeamId(1), new PersonId(12)),
        ["breach-explained.v1"] = new BreachExplained(TargetKind.Completion, "waiting-for-supplier", new TextId(913)),
        ["slot-offered.v1"] = new SlotOffered(4, Later, Later + Duration.FromMinutes(30), new PersonId(12), AppointmentMode.Visit),
        ["appointment-booked.v1"] = new AppointmentBooked(9, Later, Later + Duration.FromMinutes(30), new PersonId(12), AppointmentMode.Remote, 4, Later - Duration.FromDays(1)),
        ["appointment-taken.v1"] = new AppointmentTaken(9, new PersonId(13)),
        ["appointment-reached.v1"] = new AppointmentReached(9, AppointmentStage.Surfaced),
        ["appointment-ended.v1"] = new AppointmentEnded(9, AppointmentResult.MovedByCustomer),
        ["lesson-sent.v1"] = new LessonSent(ReturnReason.InformationInadequate, true, new TeamId(2), new PersonId(12), new TeamId(1), new TextId(913)),
        ["next-time-asked.v1"] = new NextTimeAsked(11, new TextId(914)),
        ["lesson-acknowledged.v1"] = new LessonAcknowledged(11),
        ["help-asked.v1"] = new HelpAsked(13, new TeamId(2), new PersonId(13), new TextId(915)),
        ["contributed.v1"] = new Contributed(13, new TextId(916)),
        ["rule-acted.v1"] = new RuleActed(81, 3, 12, "79,80"),
        ["planned-for.v1"] = new PlannedFor(Later),
        ["link-followed.v1"] = new LinkFollowed(new TicketKey(41), true, Later),
        ["reminder-left-out.v1"] = new ReminderLeftOut(4),
        ["merged-into.v1"] = new MergedInto(new TicketKey(41)),
        ["taken-in.v1"] = new TakenIn(new TicketKey(42), new PersonId(100), Later, new PersonId(101), Intent.Information, Channel.Mail, new TicketKey(43)),
        ["brought.v1"] = new Brought(14, 3),
        ["chase-brought.v1"] = new ChaseBrought(
            14, new PersonId(100), Channel.Mail, Later, true, Later, true, Later, Later, new PersonId(12), ChaseFinding.Valid, ChaseGround.TargetMissed, "slow-response", Later, new PersonId(13)),
        ["unmerged.v1"] = new Unmerged(true),
        ["let-go.v1"] = new LetGo(new TicketKey(42)),
        ["category-set.v1"] = new CategorySet(71),
        ["weighed.v1"] = new Weighed(Weight.High, Weight.Low),
        ["field-answered.v1"] = new FieldAnswered(81, Choices: [91, 93]),
        ["approval-asked.v1"] = new ApprovalAsked(13, new PersonId(101), new PersonId(12), new TextId(917)),
        ["substitute-asked.v1"] = new SubstituteAsked(13, new PersonId(12), true),
        ["approval-lapsed.v1"] = new ApprovalLapsed(13),
        ["approval-decided.v1"] = new ApprovalDecided(13, true, new TextId(918)),
        ["approval-withdrawn.v1"] = new ApprovalWithdrawn(13, new TextId(919)),
        ["feedback-asked.v1"] = new FeedbackAsked(),
        ["feedback-given.v1"] = new FeedbackGiven(13, 3, new TextId(920), true),
        ["time-spent.v1"] = new TimeSpent(Duration.FromMinutes(70)),
        ["split-off.v1"] = new SplitOff(8, new TicketKey(44), true),
    };

    public static TheoryData<string> Files() =>
        new(Directory.EnumerateFiles(Headway.Tests.Files.Folder("Ledger", "facts"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WhenWrittenLongAgo_GivesTheSameFact(string file)
    {
        var stored = Stored(file);
        file.ShouldBe($"{stored.Kind}.v{stored.Version}");
        Expected.ShouldContainKey(file, "say in the table above what the file reads to");
        var read = TicketCodec.Instance.Read(stored);
        read.Fact.ShouldBe(Expected[file]);
        (read.Seq, read.At.ToUnixTimeMilliseconds(), read.By.ToString()).ShouldBe((stored.Seq, stored.At, stored.Actor));
        TicketCodec.Instance.Read(TicketCodec.Instance.Write(read)).ShouldBe(read);
    }

    [Fact]
    public void Kinds_WhenAnyIsAdded_HaveAFile() =>
        TicketCodec.Instance.Kinds.Order().ShouldBe(Files().Select(row => row.Data[..row.Data.LastIndexOf('.')]).Distinct().Order());

    [Fact]
    public void Kinds_OfAllFacts_AreNamed() =>
        typeof(TicketFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketFact))).Select(type => type.Name)
            .ShouldBe(Expected.Values.Select(fact => fact.GetType().Name).Distinct(), ignoreOrder: true);

    [Fact]
    public void Read_WhenTheKindIsNotKnown_SaysSo() =>
        Should.Throw<JsonException>(() => TicketCodec.Instance.Read(new StoredFact(1, 0, "automation", "dreamt", 1, "{}"))).Message.ShouldContain("dreamt");

    [Fact]
    public void Read_WhenABodyHoldsMoreThanWeKnow_LeavesItOut() =>
        TicketCodec.Instance.Read(new StoredFact(1, 0, "automation", "noted", 1, """{"text":4,"mood":"fine"}""")).Fact.ShouldBe(new Noted(new TextId(4)));

    private static StoredFact Stored(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Headway.Tests.Files.Folder("Ledger", "facts", file + ".json")));
        var json = document.RootElement;
        return new StoredFact(
            json.GetProperty("seq").GetInt32(), json.GetProperty("at").GetInt64(), json.GetProperty("actor").GetString()!,
            json.GetProperty("kind").GetString()!, json.GetProperty("version").GetInt32(), json.GetProperty("body").GetRawText());
    }
}
