using System.Text.Json;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Web.Doors;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>What may interrupt, when nothing may, and where and when a digest of the day comes.</summary>
public sealed record TellingBody(string? Interrupts, string? QuietFrom, string? QuietUntil, string? DigestAt, bool? DigestHere, bool? DigestByMail)
{
    /// <summary>The week before by mail, for whoever answers for a team.</summary>
    public bool? WeekByMail { get; init; }

    /// <summary>Whether notifications outside of the page name the ticket's subject.</summary>
    public bool? PushSubject { get; init; }

    /// <summary>With <c>interrupts</c> chosen: for each thing the ways by which it comes.</summary>
    public IReadOnlyDictionary<string, string[]>? Ways { get; init; }
}

public sealed record TellingJson(string Interrupts, string? QuietFrom, string? QuietUntil, string? QuietEnds, string? DigestAt, bool DigestHere, bool DigestByMail, bool WeekByMail, bool PushSubject, string Zone, IReadOnlyDictionary<string, string[]>? Ways)
{
    public static TellingJson Of(TellingRead read, string zone) => new(
        read.Telling.Interrupts.ToString().ToLowerInvariant(), read.Telling.Quiet is { } from ? Telling.Text(from.From) : null, read.Telling.Quiet is { } until ? Telling.Text(until.Until) : null,
        ApiAnswer.Text(read.QuietEnds), read.Telling.DigestAt is { } at ? Telling.Text(at) : null, read.Telling.DigestHere, read.Telling.DigestByMail, read.Telling.WeekByMail, read.Telling.PushSubject, zone,
        read.Telling.Interrupts == Interrupting.Chosen ? NewsChoice.Write(read.Telling.Chosen) : null);
}

/// <summary>Something to do first; <paramref name="Due"/> null where the person's list shows no dues.</summary>
public sealed record DigestRowJson(long Number, string Subject, string Status, string? Due);

public sealed record DigestTimeJson(long Number, string Subject, string Requester, string Start);

/// <summary>What the day brings the token's person; <c>needs</c> and the short day are null for who leads no team.</summary>
public sealed record DigestJson(string Day, int Overdue, int Today, int Unread, int Exceptions, int? Needs, string? ShortDay, double? ShortHours, IReadOnlyList<DigestRowJson> First, IReadOnlyList<DigestTimeJson> Times)
{
    public static DigestJson Of(DigestRead read) => new(
        LocalDatePattern.Iso.Format(read.Day), read.Overdue, read.Today, read.Unread, read.Exceptions, read.Needs, read.ShortDay, read.ShortDay is null ? null : Math.Round(read.ShortHours, 2),
        [.. read.First.Select(row => new DigestRowJson(row.Number, row.Subject, row.Status.Value, read.Dated ? ApiAnswer.Text(row.Due) : null))],
        [.. read.Times.Select(time => new DigestTimeJson(time.Number, time.Subject, time.Requester, ApiAnswer.Text(time.Start)))]);
}

/// <summary>A measure that left what chance does; lower and upper are its limits, shares of one or hours.</summary>
public sealed record WeekSignalJson(string Measure, string Signal, double Value, double Lower, double Upper, bool Good);

/// <summary>Something to do, by a code that stays; <c>about</c> is a situation's or a reason's.</summary>
public sealed record WeekDutyJson(string Kind, int Count, int? Among, string? About);

/// <summary>A week that is over. Shares are fractions of one, null over nothing; <c>signals</c> is null while there are too few weeks.</summary>
public sealed record PastWeekJson(
    string Monday, string Sunday, int Came, int Ended, int Open, double? ProgressionSla, double? ProgressionSlaBefore, double? PromisesKept, int? Chases, int? ValidChases, double? ChaseAnswerHours, int? DaysWithoutValidChase,
    IReadOnlyList<WeekSignalJson>? Signals, IReadOnlyList<WeekDutyJson> Duties)
{
    public static PastWeekJson Of(WeekRead week) => new(
        LocalDatePattern.Iso.Format(week.Monday), LocalDatePattern.Iso.Format(week.Sunday), week.Came, week.Ended, week.Open, Round(week.Progression.Value), Round(week.Progression.Before), Round(week.Promises.Value),
        week.Chases?.Count, week.Chases?.Valid, Round(week.Chases?.MeanAnswer?.Hours), week.Chases?.DaysWithoutValid,
        week.Signals?.Select(one => new WeekSignalJson(one.Measure, JsonNamingPolicy.KebabCaseLower.ConvertName(one.Signal.ToString()), Math.Round(one.Value, 4), Math.Round(one.Lower, 4), Math.Round(one.Upper, 4), one.Good)).ToArray(),
        [.. week.Duties.Select(one => new WeekDutyJson(WeekLetter.Code(one.Kind), one.Count, one.Among == 0 ? null : one.Among, one.About))]);

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 4) : null;
}

/// <summary><c>/me/telling | me/digest | me/week</c>.</summary>
internal static class NewsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me/telling", async (HttpContext http, KeepTelling telling, CancellationToken stop) => ApiAnswer.Json(TellingJson.Of(await telling.Read(http.Caller(), stop), http.Caller().Zone.Id)))
            .Produces<TellingJson>().Describe("How one is told", "What may interrupt the token's person, the quiet hours and the digest, by the clock of the person's zone.");
        api.MapPut("/me/telling", async (HttpContext http, KeepTelling telling, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<TellingBody>(http, stop);
            if (asked.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            var body = asked.Value.Body;
            return ApiAnswer.Of(
                await telling.Change(http.Caller(), new TellingDraft(body.Interrupts, body.QuietFrom, body.QuietUntil, body.DigestAt, body.DigestHere ?? true, body.DigestByMail ?? false) { WeekByMail = body.WeekByMail ?? false, PushSubject = body.PushSubject ?? false, Ways = body.Ways }, stop),
                read => ApiAnswer.Json(TellingJson.Of(read, http.Caller().Zone.Id)));
        }).Produces<TellingJson>().Describe<TellingBody>(
            "Say how one is told", "The whole of it: what is left out is switched off. Quiet hours go over midnight when their end is earlier than their beginning. With `interrupts` as `chosen`, `ways` has for chases, targets, asked, customers, handed, colleagues, failures and rest any of here, closed and mail.",
            """{"interrupts":"exceptions","quietFrom":"22:00","quietUntil":"07:00","digestAt":"08:00","digestHere":true,"digestByMail":false,"weekByMail":false,"pushSubject":false}""");
        api.MapGet("/me/digest", async (HttpContext http, DigestQuery digests, CancellationToken stop) => ApiAnswer.Json(DigestJson.Of(await digests.Read(http.Caller(), stop))))
            .Produces<DigestJson>().Describe("What the day brings", "Of the token's person: what is overdue and due today of the own list, agreed times, news; for leads also what needs them.");
        api.MapGet("/me/week", async (HttpContext http, WeekQuery weeks, string? of, CancellationToken stop) => ApiAnswer.Of(await weeks.Read(http.Caller(), News.TellingPages.Day(of), stop), read => ApiAnswer.Json(PastWeekJson.Of(read))))
            .Produces<PastWeekJson>().Describe("The week that is over", "Of the teams whose figures the token's person may see: what came and ended, the Progression SLA, chases, what is news, and up to three things to do. `of` is a day of another week.");
    }
}
