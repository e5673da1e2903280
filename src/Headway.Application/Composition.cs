using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Automation;
using Headway.Application.Changes;
using Headway.Application.Chases;
using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Heartbeat;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Push;
using Headway.Application.Outages;
using Headway.Application.Returns;
using Headway.Application.Storage;
using Headway.Application.Targets;
using Headway.Application.Tickets;
using Headway.Application.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Headway.Application;

/// <summary>The contents page of the application: what a host registers to run a desk.</summary>
public static class Composition
{
    /// <summary>Everything below the doors, on a database that has been opened and brought up to date.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection desk, Database database)
    {
        desk.TryAddSingleton(TimeProvider.System);
        desk.AddSingleton(database);
        desk.AddSingleton(database.Counters);
        desk.AddSingleton<SecretBox>();
        desk.AddSingleton<DeskClock>();
        desk.AddSingleton<AutomationQueue>();
        desk.AddSingleton<WebhookQueue>();
        desk.AddSingleton(services =>
        {
            var (rules, hooks) = (services.GetRequiredService<AutomationQueue>(), services.GetRequiredService<WebhookQueue>());
            return new TicketStore(database)
            {
                Also = async (session, changed) =>
                {
                    await rules.Note(session, changed);
                    await hooks.Note(session, changed);
                },
            };
        });
        desk.AddSingleton<DeskRulesCache>();
        desk.AddSingleton<Retention>().AddSingleton<LegalHolds>();
        desk.AddSingleton<Changes.ChangeFeed>();
        desk.AddSingleton<Presence>();
        desk.AddSingleton<Hearing>();
        desk.AddSingleton<Audits.LedgerLog>().AddSingleton<Audits.ExportLedger>().AddSingleton<Audits.FrozenAudits>().AddSingleton<Audits.AuditJobs>().AddSingleton<Audits.ReviewBook>().AddSingleton<Audits.OtherChangesBook>().AddSingleton<Audits.RateBook>().AddSingleton<Audits.ClientCurve>();
        desk.AddSingleton<Landing.LoadTickets>().AddSingleton<Landing.LandingBook>().AddSingleton<Landing.LoadJobs>();
        return desk.AddTickets().AddRules();
    }

    /// <summary>Time passes on every tenant while the host runs; reminders go out with the lapse that causes them.</summary>
    public static IServiceCollection AddHeartbeat(this IServiceCollection desk) => desk
        .AddSingleton(services =>
        {
            var clock = services.GetRequiredService<DeskClock>();
            var counters = services.GetRequiredService<TicketStore>().Counters;
            return new Heartbeat.Heartbeat(services.GetRequiredService<TicketStore>(), services.GetRequiredService<DeskRulesCache>().Of)
            {
                Enclosure = new Enclosure
                {
                    Outbox = changed => MailDrafts.Of(changed, clock.Wall()),
                    Within = async (session, changed) =>
                    {
                        var at = clock.Now(changed.Tenant).ToUnixTimeMilliseconds();
                        await NotificationDrafts.Insert(session, counters, changed, NotificationDrafts.Of(changed, []), at);
                        await LeadAlerts.Insert(session, counters, changed, at);
                    },
                },
            };
        })
        .AddSingleton<DemoClock>()
        .AddMail()
        .AddWebhooks()
        .AddPush()
        .AddHostedService<ChangeRelay>()
        .AddHostedService(services => new AutomationLoop(
            services.GetRequiredService<RunAutomation>(), services.GetRequiredService<Database>(), services.GetRequiredService<DeskClock>().Now,
            services.GetRequiredService<ILogger<AutomationLoop>>()))
        .AddHostedService(services => new HeartbeatLoop(
            services.GetRequiredService<Heartbeat.Heartbeat>(), services.GetRequiredService<Database>(), services.GetRequiredService<DeskClock>().Now,
            services.GetRequiredService<ILogger<HeartbeatLoop>>()))
        .AddUpkeep();

    private static IServiceCollection AddUpkeep(this IServiceCollection desk) => desk
        .AddSingleton(services =>
        {
            var log = services.GetRequiredService<ILogger<Upkeep>>();
            return new Upkeep(services.GetRequiredService<Database>(), services.GetRequiredService<DeskClock>())
            {
                Ruler = services.GetRequiredService<Audits.ClientCurve>().Measure,
                Failure = (tenant, step, error) => log.LogError(error, "Upkeep of tenant {Tenant}: {Step} did not succeed; the next night tries again.", tenant.Value, step),
            };
        })
        .AddSingleton<HealthQuery>()
        .AddHostedService(services => new DigestLoop(services.GetRequiredService<SendDigests>(), services.GetRequiredService<SendWeeks>(), services.GetRequiredService<SendNews>(), services.GetRequiredService<Database>(), services.GetRequiredService<ILogger<DigestLoop>>()))
        .AddHostedService<UpkeepLoop>();

    /// <summary>Receivers elsewhere. The host says which hosts inside the own network they may be.</summary>
    private static IServiceCollection AddWebhooks(this IServiceCollection desk)
    {
        desk.TryAddSingleton(OutboundPlaces.None);
        return desk.AddSingleton<OutboundWay>().AddSingleton<WebhookSecrets>().AddSingleton<WebhookBook>().AddSingleton<KeepWebhooks>().AddSingleton<SendWebhooks>().AddHostedService<WebhookLoop>();
    }

    /// <summary>Browsers that are told while no page is open, by the way that webhooks go.</summary>
    private static IServiceCollection AddPush(this IServiceCollection desk) => desk
        .AddSingleton<PushKeys>().AddSingleton<PushDevices>().AddSingleton<PushQueue>().AddSingleton<PushNews>().AddSingleton<SendPush>()
        .AddHostedService(services => new PushLoop(services.GetRequiredService<PushQueue>(), services.GetRequiredService<SendPush>(), services.GetRequiredService<Database>(), services.GetRequiredService<ILogger<PushLoop>>()));

    /// <summary>Outgoing mail. The host gives the words, the place that links lead to and the gateway's program.</summary>
    private static IServiceCollection AddMail(this IServiceCollection desk)
    {
        desk.TryAddSingleton(new MailSpoolPlace(null));
        return desk.AddMailUseCases();
    }

    private static IServiceCollection AddMailUseCases(this IServiceCollection desk) => desk
        .AddSingleton<MailSettings>()
        .AddSingleton<MailWriter>()
        .AddSingleton<MailTray>()
        .AddSingleton<GatewayProcess>()
        .AddSingleton<MailSender>()
        .AddSingleton<InstallationSecret>()
        .AddSingleton<MailTokens>()
        .AddSingleton<MailReader>()
        .AddSingleton<DeliverMail>()
        .AddSingleton<ReceiveMail>()
        .AddSingleton<MailboxSecrets>()
        .AddSingleton<MailFetcher>()
        .AddSingleton<Mailboxes>()
        .AddSingleton<MailLog>()
        .AddSingleton<MailFolders>()
        .AddSingleton<MailOut>()
        .AddSingleton<DecideMail>()
        .AddSingleton<MailView>()
        .AddSingleton<CopiedOnTicket>()
        .AddSingleton<MailSigning>()
        .AddSingleton<MailPictures>()
        .AddHostedService<MailSpool>()
        .AddHostedService<MailboxLoop>()
        .AddHostedService<MailLoop>();

    private static IServiceCollection AddContact(this IServiceCollection desk) => desk
        .AddSingleton<FreeTimes>()
        .AddSingleton<TimeLinks>()
        .AddSingleton<OfferTimes>()
        .AddSingleton<BookTime>()
        .AddSingleton<EndAppointment>()
        .AddSingleton<CancelTime>()
        .AddSingleton<TakeOverTime>()
        .AddSingleton<ChooseTime>()
        .AddSingleton<DeskTimes>()
        .AddSingleton<CalendarFeeds>()
        .AddSingleton<ReturnTicket>()
        .AddSingleton<ThankForLesson>()
        .AddSingleton<LessonFeed>()
        .AddSingleton<TicketLinks>()
        .AddSingleton<Approvals.AskForApproval>().AddSingleton<Approvals.TakeBackApproval>().AddSingleton<Approvals.AnswerApproval>().AddSingleton<Approvals.ApprovalList>().AddSingleton<Approvals.ApproverBook>()
        .AddSingleton<Feedback.SayHowItWas>().AddSingleton<Feedback.FeedbackFigures>().AddSingleton<Problems.SayRuleHurts>()
        .AddSingleton<AskColleague>()
        .AddSingleton<GiveHelp>()
        .AddSingleton<TakeClaim>()
        .AddSingleton<KeepAbsence>()
        .AddSingleton<AbsenceList>();

    /// <summary>What administrators change about how the desk decides.</summary>
    private static IServiceCollection AddRules(this IServiceCollection desk) => desk
        .AddSingleton<SettingsChange>()
        .AddSingleton<DeskSettings>()
        .AddSingleton<Statuses.StatusSettings>()
        .AddSingleton<Statuses.ChangeThresholds>()
        .AddSingleton<Statuses.SetStanding>().AddSingleton<Statuses.ChangeStatus>()
        .AddSingleton<Statuses.RehearseRules>()
        .AddSingleton<Statuses.ChangeWording>()
        .AddSingleton<Calendars.CalendarBook>()
        .AddSingleton<Calendars.SaveCalendar>()
        .AddSingleton<Calendars.TryDue>()
        .AddSingleton<Calendars.ProposeHolidays>()
        .AddSingleton<Services.ServiceBook>()
        .AddSingleton<Services.SaveServices>()
        .AddSingleton<Services.ServiceNames>()
        .AddSingleton<Rota.OnCall>()
        .AddSingleton<Rota.RotaQuery>()
        .AddSingleton<Rota.PlanRota>()
        .AddSingleton<Rota.SwapShift>()
        .AddSingleton<Rota.KeepQueues>()
        .AddSingleton<Macros.MacroBook>()
        .AddSingleton<Macros.KeepMacros>()
        .AddSingleton<Macros.Signatures>()
        .AddSingleton<NextSteps>()
        .AddSingleton<Services.IntakeQuestions>()
        .AddSingleton<Intake.IntakeForms>()
        .AddSingleton<Intake.KeepForm>()
        .AddSingleton<Intake.AnswerForm>()
        .AddSingleton<Problems.ProblemRegister>()
        .AddSingleton<Problems.KeepProblems>()
        .AddSingleton<AutomationBook>()
        .AddSingleton<KeepRules>()
        .AddSingleton<RuleChoices>()
        .AddSingleton<TryRule>()
        .AddSingleton<ShippedRules>()
        .AddSingleton<FireRule>()
        .AddSingleton<FollowTickets>()
        .AddSingleton<RunAutomation>();

    private static IServiceCollection AddTickets(this IServiceCollection desk) => desk
        .AddSingleton<TicketActs>()
        .AddSingleton<StaffDirectory>()
        .AddSingleton<RequesterBook>()
        .AddSingleton<RaiseTicket>()
        .AddSingleton<ProgressTicket>()
        .AddSingleton<ResolveTicket>()
        .AddSingleton<CloseTicket>()
        .AddSingleton<TransferTicket>()
        .AddSingleton<RescheduleActivity>()
        .AddSingleton<LogContactAttempt>()
        .AddContact()
        .AddSingleton<WriteMessage>()
        .AddSingleton<AnnotateTicket>()
        .AddSingleton<ReviewChase>()
        .AddSingleton<ChaseLists>()
        .AddSingleton<TellAll>()
        .AddSingleton<MeToo>()
        .AddSingleton<BreachReasons>()
        .AddSingleton<ChangeSubProcesses>()
        .AddSingleton<ChaseFiguresQuery>()
        .AddSingleton<OpenChasesQuery>()
        .AddSingleton<ChaseListQuery>()
        .AddSingleton<EarlySigns>()
        .AddSingleton<LearnChases>()
        .AddSingleton<WorkListQuery>()
        .AddSingleton<ListCounts>()
        .AddSingleton<Notifications.UnreadQuery>()
        .AddSingleton<TicketPageQuery>()
        .AddSingleton<ExplainDue>()
        .AddSingleton<FindPeople>()
        .AddSingleton<TakeCall>()
        .AddSingleton<HandOverChoices>()
        .AddSingleton<EditTicket>()
        .AddSingleton<LinkTickets>()
        .AddSingleton<MergeTickets>()
        .AddSingleton<SplitTicket>()
        .AddSingleton<AlikeTickets>()
        .AddSingleton<TagTicket>()
        .AddSingleton<Categories>()
        .AddSingleton<SkipRow>()
        .AddSingleton<BulkAct>()
        .AddSingleton<TicketSearch>()
        .AddSingleton<TicketFinder>()
        .AddSingleton<Knowledge.ArticleBook>().AddSingleton<Knowledge.KeepArticles>().AddSingleton<Knowledge.JudgeArticle>().AddSingleton<Knowledge.ServeArticle>().AddSingleton<Knowledge.ArticleOfTicket>()
        .AddSingleton<Finding.SavedViews>().AddSingleton<Finding.KeepViews>().AddSingleton<Finding.ExportTickets>()
        .AddSingleton<NotificationInbox>()
        .AddSingleton<KeepTelling>()
        .AddSingleton<DigestQuery>()
        .AddSingleton<SendDigests>()
        .AddSingleton<SendWeeks>()
        .AddSingleton<SendNews>()
        .AddSingleton<Flow.WeekQuery>()
        .AddSingleton<ServiceList>()
        .AddSingleton<PredictNext>()
        .AddSingleton<PutAwayMessage>()
        .AddSingleton<MacroWords>()
        .AddSingleton<Drafts>()
        .AddSingleton<WithdrawnTouch>()
        .AddSingleton<Mentions>()
        .AddSingleton<Blobs>()
        .AddSingleton<FlowWeeks>()
        .AddSingleton<TouchFigures>()
        .AddSingleton<FlowQuery>()
        .AddSingleton<FlowActivitiesQuery>()
        .AddSingleton<FlowCasesQuery>()
        .AddSingleton<FlowCutsQuery>()
        .AddSingleton<BoardQuery>()
        .AddSingleton<MaturityQuery>()
        .AddSingleton<DeferWork>()
        .AddSingleton<SwarmDay>()
        .AddSingleton<CallIn>()
        .AddSingleton<Recognition.OwnRecognition>()
        .AddSingleton<Recognition.TeamRecognition>()
        .AddSingleton<Recognition.PickSamples>()
        .AddSingleton<Recognition.CheckSample>()
        .AddSingleton<Recognition.GiveThanks>()
        .AddSingleton<Recognition.KeepReview>()
        .AddSingleton<LeadsWord>()
        .AddSingleton<Recognition.MonthQuery>()
        .AddSingleton<Recognition.ExportRecognition>()
        .AddSingleton<AskCover>()
        .AddSingleton<NudgeOwner>()
        .AddSingleton<OwnTickets>()
        .AddSingleton<People.KeepReach>()
        .AddSingleton<FileOfTicket>()
        .AddSingleton<SentFiles>()
        .AddSingleton<PromiseCustomer>()
        .AddSingleton<HearColleague>()
        .AddSingleton<PeoplePage>()
        .AddSingleton<TicketFacesQuery>()
        .AddSingleton<LedgerQuery>()
        .AddSingleton<WorkListFaces>()
        .AddSingleton<TakeNext>()
        .AddSingleton<CallTeam>()
        .AddSingleton<CallQuery>()
        .AddSingleton<Teams.PreviewMode>()
        .AddSingleton<ProgressionFigures>()
        .AddSingleton<DeskCatalogue>();
}
