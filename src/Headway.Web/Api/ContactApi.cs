using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Returns;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Contact: <c>return | claim | assist | contribute | appointments</c> of a ticket, free times, the day, lessons.</summary>
internal static class ContactApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var ticket = api.MapGroup("/tickets/{number}");
        ticket.MapPost("/return", Return).Produces<TicketJson>()
            .Describe<ReturnBody>("Send a ticket back to the Service Desk", "With a reason that teaches whoever assigned it; with `keep` the ticket stays and only the lesson goes.", """{"reason":"information-inadequate","explain":"The room is missing.","nextTime":"Ask for the room number."}""");
        ticket.MapPost("/claim", Claim).Produces<TicketJson>()
            .Describe<ClaimBody>("Claim an activity", "For fifteen minutes nobody else is given it; then it releases itself, or `release` gives it back. Left empty, the most urgent one.", """{"activity":null}""");
        ticket.MapPost("/assist", Assist).Produces<TicketJson>()
            .Describe<AssistBody>("Ask for help", "Of a colleague or a team, with a due of its own; the ticket stays where it is. `parts` ask several at once, each for a part of their own: a joint ticket under one promise.", """{"of":"Network","question":"Is port 12 still blocked?"}""");
        ticket.MapGet("/together", Together).Produces<TogetherJson>()
            .Describe("Who works on a ticket together", "Who leads, the one promise, and each part that was asked for: whose, by when, done or still to come.");
        ticket.MapPost("/contribute", Contribute).Produces<TicketJson>()
            .Describe<ContributeBody>("Give the help that was asked for", "Ends the asking and tells whoever asked.", """{"note":"The port is open again."}""");
        ticket.MapPost("/appointments", Appointment).Produces<TicketJson>()
            .Describe<AppointmentBody>("Offer, book, end or cancel an appointment", "`slots` offer times; `start` books one; `result` says how it went; `cancel` calls it off. Nobody is booked twice.", """{"slots":[{"start":"2026-03-05T10:00:00Z","end":"2026-03-05T10:30:00Z"}]}""");
        ticket.MapGet("/free-times", FreeTimes).Produces<ListJson<FreeTimeJson>>()
            .Describe("Times that could be offered", "Free times of the ticket's team, inside its hours and the requester's.");
        api.MapGet("/appointments", Day).Produces<ListJson<AgreedTimeJson>>()
            .Describe("Today's appointments", "And those of the last two days that owe an outcome or were missed, by start.");
        ticket.MapPost("/acknowledge", Acknowledge).Produces<TicketJson>()
            .Describe<AcknowledgeBody>("Say thanks for a lesson", "By whoever handed the ticket on: it was read. GET /lessons names it by its seq.", """{"lesson":7}""");
        api.MapGet("/lessons", Lessons).Produces<ListJson<LessonJson>>()
            .Describe("What came back and why", "Returns and kept lessons that concern the token's person, the newest first.");
    }

    private static Task<IResult> Return(HttpContext http, ReturnTicket back, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ReturnBody>(http, tickets, number, stop, (on, body) =>
            back.Do(on, new ReturnInput(body.Reason, body.Explain, body.RightTeam, body.NextTime, body.Keep ?? false), stop));

    private static Task<IResult> Claim(HttpContext http, TakeClaim claim, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ClaimBody>(http, tickets, number, stop, async (on, body) =>
        {
            if (body.Release == true)
            {
                return await claim.GiveBack(on, stop);
            }

            if (body.Activity is not { } named)
            {
                return await claim.Do(on, stop: stop);
            }

            return named.StartsWith($"{number}-", StringComparison.Ordinal) && int.TryParse(named.AsSpan(number.Length + 1), out var seq)
                ? await claim.Do(on, seq, stop)
                : ClaimRefusals.NothingOpen;
        });

    private static Task<IResult> Acknowledge(HttpContext http, ThankForLesson thank, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<AcknowledgeBody>(http, tickets, number, stop, async (on, body) => body.Lesson is { } lesson
            ? await thank.Do(on, lesson, stop)
            : ApiRefusals.Malformed.Because("'lesson' is missing: its seq."));

    private static Task<IResult> Assist(HttpContext http, AskColleague ask, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<AssistBody>(http, tickets, number, stop, (on, body) =>
            body.Parts is { } parts ? ask.Together(on, [.. parts.Select(part => (part.Of, part.Question))], stop) : ask.Do(on, body.Of, body.Question, stop));

    private static async Task<IResult> Together(HttpContext http, TicketPageQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await tickets.Read(http.Caller(), known, stop), page => ApiAnswer.Json(TogetherJson.Of(Desk.ContactViewing.Together(page), page.State.Promise)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static Task<IResult> Contribute(HttpContext http, GiveHelp help, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ContributeBody>(http, tickets, number, stop, (on, body) => help.Do(on, body.Note, stop));

    private static Task<IResult> Appointment(
        HttpContext http, OfferTimes offer, BookTime book, EndAppointment end, CancelTime cancel, StaffDirectory staff, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<AppointmentBody>(http, tickets, number, stop, async (on, body) =>
        {
            if (body.Cancel == true)
            {
                return await cancel.Do(on, body.Note, stop);
            }

            if (body.Slots is { } slots)
            {
                var proposed = await Slots(http, staff, slots, stop);
                return proposed.IsRefused ? proposed.Refusal! : await offer.Do(on, proposed.Value, body.Note, stop);
            }

            var (starts, ends) = (ApiRequest.Instant(http, "start", body.Start), ApiRequest.Instant(http, "end", body.End));
            if ((starts.Refusal ?? ends.Refusal) is { } no)
            {
                return no;
            }

            var time = starts.Value is { } at ? new TimeInput(at, ends.Value, body.With, body.Mode, body.Note) : null;
            if (body.Result is not null)
            {
                return await end.Do(on, body.Result, body.Note, body.Status, time, stop);
            }

            return time is null ? AppointmentRefusals.NewTimeMissing : await book.Do(on, time, stop);
        });

    private static async Task<IResult> FreeTimes(HttpContext http, FreeTimes free, string number, CancellationToken stop)
    {
        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var found = await free.ToOffer(http.Caller(), known, stop: stop);
        return ApiAnswer.Of(found, times => ApiAnswer.List(times.Select(time => new FreeTimeJson(ApiAnswer.Text(time.Start), ApiAnswer.Text(time.End), time.Name))));
    }

    private static async Task<IResult> Day(HttpContext http, DeskTimes times, CancellationToken stop) => ApiAnswer.List(
        (await times.OfTheDay(http.Caller(), stop)).Select(time => new AgreedTimeJson(
            time.Id, time.Number, ApiAnswer.Text(time.Start), ApiAnswer.Text(time.End), time.Name, time.Mode, time.Result, time.Away)));

    private static async Task<IResult> Lessons(HttpContext http, LessonFeed feed, CancellationToken stop) => ApiAnswer.List(
        (await feed.Own(http.Caller(), stop)).Select(lesson => new LessonJson(
            lesson.Number, ApiAnswer.Text(lesson.At), lesson.Reason, lesson.Kept, lesson.FromTeam, lesson.Text, lesson.NextTime, !lesson.Waiting, lesson.Seq)));

    private static async Task<Outcome<IReadOnlyList<ProposedSlot>>> Slots(HttpContext http, StaffDirectory staff, IReadOnlyList<SlotBody> slots, CancellationToken stop)
    {
        var proposed = new List<ProposedSlot>();
        foreach (var slot in slots)
        {
            var (start, end) = (ApiRequest.Instant(http, "start", slot.Start), ApiRequest.Instant(http, "end", slot.End));
            if ((start.Refusal ?? end.Refusal) is { } no)
            {
                return no;
            }

            PersonId? with = null;
            if (slot.With is { } address && (with = await staff.Find(http.Caller().Tenant, address, stop)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {address} in support.");
            }

            if (start.Value is not { } at)
            {
                return AppointmentRefusals.NewTimeMissing;
            }

            proposed.Add(new ProposedSlot(at, end.Value ?? at + TimeInput.Usual, with));
        }

        return proposed;
    }
}
