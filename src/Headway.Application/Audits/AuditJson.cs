using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Audits.Report;
using Headway.Application.Scenarios;
using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>An audit as others read it (contracts.md 3): every key present, null where there is nothing, shares and hours to four decimals.</summary>
public static class AuditJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(AuditRun run) => Of(run).ToJsonString(Indented);

    public static JsonObject Of(AuditRun run) => new()
    {
        ["source"] = Source(run),
        ["findings"] = Findings(run.Result.Findings),
        ["progression"] = Progression(run.Result.Progression, run.Result.Progression.LongestSilenceCase is { } at ? run.Reading.Log.CaseName(at) : null),
        ["thisMorning"] = new JsonArray([.. run.Morning.Select(item => new JsonObject
        {
            ["case"] = run.Reading.Log.CaseName(item.Case), ["status"] = item.Status.Value, ["due"] = ScenarioReport.Text(item.Due), ["why"] = Morning.Why(item),
        })]),
    };

    /// <summary>The same of a frozen audit, as far as it is kept: of the longest silence the hours, of malformed rows nothing.</summary>
    public static JsonObject Of(AuditReport report) => new()
    {
        ["source"] = new JsonObject
        {
            ["file"] = report.FileName, ["profile"] = report.Profile, ["zone"] = report.Zone, ["calendar"] = report.Calendar, ["cases"] = report.Cases, ["events"] = report.Events,
            ["firstAt"] = ScenarioReport.Text(report.First), ["lastAt"] = ScenarioReport.Text(report.Last), ["malformed"] = null,
            ["unmapped"] = Values(report.Unmapped), ["warnings"] = new JsonArray([.. report.Notes.Select(note => JsonValue.Create(note.Text))]),
        },
        ["findings"] = Findings(report.Findings),
        ["progression"] = Progression(report.Progression, null),
        ["thisMorning"] = new JsonArray([.. report.Morning.Select(item => new JsonObject
        {
            ["case"] = item.Case, ["status"] = item.Status, ["due"] = ScenarioReport.Text(item.Due), ["why"] = Morning.Why(item.Status, item.OverBy, item.Silent),
        })]),
    };

    private static JsonArray Values(IReadOnlyList<(string Value, int Count)> unmapped) =>
        new([.. unmapped.Select(pair => new JsonObject { ["value"] = pair.Value, ["count"] = pair.Count })]);

    private static JsonObject Source(AuditRun run) => new()
    {
        ["file"] = run.Reading.FileName,
        ["profile"] = run.Reading.Profile.Name,
        ["zone"] = run.Reading.Profile.Zone,
        ["calendar"] = run.Reading.Profile.Calendar,
        ["cases"] = run.Reading.Log.Cases,
        ["events"] = run.Reading.Log.Events,
        ["firstAt"] = ScenarioReport.Text(run.Reading.Log.First),
        ["lastAt"] = ScenarioReport.Text(run.Reading.Log.Last),
        ["malformed"] = run.Reading.Problems.Count,
        ["unmapped"] = Values(run.Reading.Unmapped),
        ["warnings"] = new JsonArray([.. run.Reading.Notes.Select(note => JsonValue.Create(note.Text))]),
    };

    private static JsonObject Findings(Findings found)
    {
        var json = Milestones(found);
        foreach (var (key, value) in Handling(found.Handling ?? NotCounted))
        {
            json[key] = value;
        }

        return json;
    }

    /// <summary>In an audit that was frozen before these were counted, none is known.</summary>
    private static readonly Handling NotCounted = new(new HollowFinding(null, default), new HoldFinding(null, null, null, null), new OwnerFinding(default, null, null), new AppointmentFinding(null, null, null), new FailedContacts(null, default), default);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Handling(Handling found)
    {
        yield return new("hollowTouches", new JsonObject { ["touches"] = found.Hollow.Touches, ["cases"] = found.Hollow.Tickets.Cases, ["share"] = Number(found.Hollow.Tickets.Share) });
        yield return new("holdMisuse", new JsonObject
        {
            ["holds"] = found.Holds.Holds, ["atLastMoment"] = found.Holds.AtLast, ["keptAfterReply"] = new JsonObject { ["cases"] = found.Holds.KeptTickets, ["businessHours"] = Number(found.Holds.KeptHours) },
        });
        yield return new("singleOwner", new JsonObject { ["cases"] = found.OneOwner.Tickets.Cases, ["of"] = found.OneOwner.Of, ["share"] = Number(found.OneOwner.Tickets.Share), ["inertiaShare"] = Number(found.OneOwner.Inertia) });
        yield return new("appointments", new JsonObject { ["requested"] = found.Appointments.Requested, ["answeredLate"] = found.Appointments.Late, ["missed"] = found.Appointments.Missed });
        yield return new("failedContacts", new JsonObject { ["count"] = found.Contacts.Count, ["cases"] = found.Contacts.Tickets.Cases, ["share"] = Number(found.Contacts.Tickets.Share) });
        yield return new("prematureClosure", Share(found.Premature));
    }

    private static JsonObject Milestones(Findings found) => new()
    {
        ["idle3bd"] = Share(found.Idle3),
        ["idle3bdNotWaiting"] = Share(found.Idle3NotWaiting),
        ["idle5bd"] = Share(found.Idle5),
        ["openGapsBusinessHours"] = Hours(found.OpenGapsBusiness, p99: true),
        ["openGapsCalendarHours"] = Hours(found.OpenGapsCalendar, p99: true),
        ["openTimeShare"] = new JsonObject
        {
            ["queue"] = Number(found.OpenTime.Queue), ["work"] = Number(found.OpenTime.Work), ["customer"] = Number(found.OpenTime.Customer),
            ["supplier"] = Number(found.OpenTime.Supplier), ["other"] = Number(found.OpenTime.Other),
        },
        ["teamChanges"] = new JsonObject(found.TeamChanges.Select((share, at) => KeyValuePair.Create(at == 5 ? "5+" : $"{at}", Number(share)))),
        ["backToEarlierTeam"] = Share(found.BackToEarlierTeam),
        ["reopened"] = Share(found.Reopened),
        ["waitedForCustomer"] = Share(found.WaitedForCustomer),
        ["customerUpdates"] = new JsonObject
        {
            ["cases"] = found.CustomerUpdates.Cases, ["episodes"] = found.CustomerUpdates.Episodes,
            ["answerBusinessHours"] = Hours(found.CustomerUpdates.Answer, p99: false), ["neverAnswered"] = found.CustomerUpdates.NeverAnswered,
        },
        ["firstResponseBusinessHours"] = Hours(found.FirstResponse, p99: false),
        ["firstResponseCalendarHours"] = Hours(found.FirstResponseCalendar, p99: false),
        ["newAgainstReply"] = new JsonObject
        {
            ["newP50"] = Number(found.FirstResponse.P50), ["replyP50"] = Number(found.CustomerUpdates.Answer.P50),
            ["ratio"] = found.FirstResponse.P50 is > 0 and var first && found.CustomerUpdates.Answer.P50 is { } reply ? Number(reply / first) : null,
        },
        ["chases"] = new JsonObject { ["tickets"] = found.Chases.Tickets, ["count"] = found.Chases.Count, ["unanswered"] = found.Chases.Unanswered, ["multi"] = found.Chases.Multi },
        ["endOfCustomerWait"] = new JsonObject
        {
            ["ended"] = found.EndOfCustomerWait.Ended, ["closed"] = Number(found.EndOfCustomerWait.Closed), ["backToWork"] = Number(found.EndOfCustomerWait.BackToWork),
        },
        ["closedOverUnanswered"] = Share(found.ClosedOverUnanswered),
        ["closedAfterSilence"] = Share(found.ClosedAfterSilence),
    };

    private static JsonObject Progression(RetroProgression progression, string? longest)
    {
        long? known(long count) => progression.IsKnown ? count : null;
        double? hours(double length) => progression.IsKnown ? length : null;
        return new()
        {
            ["success"] = known(progression.Success), ["rescheduled"] = known(progression.Rescheduled), ["late"] = known(progression.Late), ["excluded"] = known(progression.Excluded),
            ["progressionSla"] = Number(progression.Sla), ["midLifecycleSla"] = Number(progression.MidLifecycleSla),
            ["inertiaBusinessHours"] = Number(hours(progression.Inertia)),
            ["longestSilence"] = new JsonObject { ["businessHours"] = Number(hours(progression.LongestSilence)), ["case"] = longest },
        };
    }

    private static JsonObject Share(CaseShare share) => new() { ["cases"] = share.Cases, ["share"] = Number(share.Share) };

    private static JsonObject Hours(HourPercentiles hours, bool p99)
    {
        var json = new JsonObject { ["p50"] = Number(hours.P50), ["p90"] = Number(hours.P90) };
        if (p99)
        {
            json["p99"] = Number(hours.P99);
        }

        return json;
    }

    private static JsonNode? Number(double? value) => value is { } number ? JsonValue.Create(Math.Round(number, 4, MidpointRounding.AwayFromZero)) : null;
}
