using Headway.Application.Appointments;
using Headway.Application.Changes;
using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Heartbeat;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Returns;
using Headway.Application.Storage;
using Headway.Application.Tickets;
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
        desk.AddSingleton(new TicketStore(database));
        desk.AddSingleton<DeskClock>();
        desk.AddSingleton<DeskRulesCache>();
        desk.AddSingleton<Changes.ChangeFeed>();
        desk.AddSingleton<Presence>();
        desk.AddSingleton<Hearing>();
        return desk.AddTickets();
    }

    /// <summary>Time passes on every tenant while the host runs; reminders go out with the lapse that causes them.</summary>
    public static IServiceCollection AddHeartbeat(this IServiceCollection desk) => desk
        .AddSingleton(services =>
        {
            var clock = services.GetRequiredService<DeskClock>();
            return new Heartbeat.Heartbeat(services.GetRequiredService<TicketStore>(), services.GetRequiredService<DeskRulesCache>().Of)
            {
                Enclosure = new Enclosure
                {
                    Outbox = changed => MailDrafts.Of(changed, clock.Wall()),
                    Within = (session, changed) => NotificationDrafts.Insert(
                        session, services.GetRequiredService<Database>().Counters, changed, NotificationDrafts.Of(changed, []), clock.Now(changed.Tenant).ToUnixTimeMilliseconds()),
                },
            };
        })
        .AddSingleton<DemoClock>()
        .AddMail()
        .AddHostedService<ChangeRelay>()
        .AddHostedService(services => new HeartbeatLoop(
            services.GetRequiredService<Heartbeat.Heartbeat>(), services.GetRequiredService<Database>(), services.GetRequiredService<DeskClock>().Now,
            services.GetRequiredService<ILogger<HeartbeatLoop>>()));

    /// <summary>Outgoing mail. The host gives the words, the place that links lead to and the gateway's program.</summary>
    private static IServiceCollection AddMail(this IServiceCollection desk) => desk
        .AddSingleton<MailSettings>()
        .AddSingleton<MailWriter>()
        .AddSingleton<MailTray>()
        .AddSingleton<GatewayProcess>()
        .AddSingleton<MailSender>()
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
        .AddSingleton<AskColleague>()
        .AddSingleton<GiveHelp>()
        .AddSingleton<TakeClaim>()
        .AddSingleton<KeepAbsence>();

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
        .AddSingleton<WorkListQuery>()
        .AddSingleton<Notifications.UnreadQuery>()
        .AddSingleton<TicketPageQuery>()
        .AddSingleton<ExplainDue>()
        .AddSingleton<FindPeople>()
        .AddSingleton<TakeCall>()
        .AddSingleton<HandOverChoices>()
        .AddSingleton<EditTicket>()
        .AddSingleton<LinkTickets>()
        .AddSingleton<SkipRow>()
        .AddSingleton<BulkAct>()
        .AddSingleton<TicketSearch>()
        .AddSingleton<TicketFinder>()
        .AddSingleton<NotificationInbox>()
        .AddSingleton<ServiceList>()
        .AddSingleton<PredictNext>()
        .AddSingleton<PutAwayMessage>()
        .AddSingleton<MacroWords>()
        .AddSingleton<Drafts>()
        .AddSingleton<Blobs>()
        .AddSingleton<FlowQuery>()
        .AddSingleton<BoardQuery>()
        .AddSingleton<NudgeOwner>()
        .AddSingleton<OwnTickets>()
        .AddSingleton<FileOfTicket>()
        .AddSingleton<TicketFacesQuery>()
        .AddSingleton<LedgerQuery>()
        .AddSingleton<WorkListFaces>()
        .AddSingleton<TakeNext>()
        .AddSingleton<ProgressionFigures>()
        .AddSingleton<DeskCatalogue>();
}
