using Headway.Application.Audits.Report;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Audit;

/// <summary>How a report's figures are said: shares as people say them, business hours as minutes, hours or working days.</summary>
public sealed class ReportWords(AuditReport report, Viewer me)
{
    private static readonly (double Share, string Key)[] Parts =
        [(0.1, "tenth"), (0.25, "quarter"), (1 / 3d, "third"), (0.5, "half"), (2 / 3d, "two-thirds"), (0.75, "three-quarters"), (0.9, "nine-tenths")];

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(report.Zone) ?? DateTimeZone.Utc;

    /// <summary>After "in" or "for", where a language bends the word.</summary>
    public string LengthIn(double? hours) => hours is >= 16 and var h ? me["audit.days-in", me.Number(h / 8, h < 80 ? "0.#" : "N0")] : Length(hours);

    public string Length(double? hours)
    {
        if (hours is not { } h)
        {
            return me["audit.unknown"];
        }

        if (h < 1.5)
        {
            return me.Count("audit.min", Math.Max(1, (long)Math.Round(h * 60)));
        }

        return h < 16 ? me["audit.hours", me.Number(h, h < 9.95 ? "0.#" : "0")] : me["audit.days", me.Number(h / 8, h < 80 ? "0.#" : "N0")];
    }

    public string Percent(double? share) => share is { } s ? me["audit.percent", me.Number(s * 100, s is > 0 and < 0.0995 ? "0.0" : "0")] : "–";

    /// <summary>"One ticket in five", "38 % of tickets".</summary>
    public string OfTickets(double? share) => share switch
    {
        null or <= 0 => me["audit.no-ticket"],
        < 0.02 => me["audit.of-tickets", Percent(share)],
        < 0.4 when Math.Abs((1 / share.Value) - Math.Round(1 / share.Value)) < 0.4 => me["audit.one-in", me[$"audit.number-{Math.Min(Math.Round(1 / share.Value), 50):0}"] is var said && !said.StartsWith('⟦') ? said : me.Number(Math.Round(1 / share.Value))],
        _ => me["audit.of-tickets", Percent(share)],
    };

    /// <summary>"Two thirds of those", "38 % of those".</summary>
    public string OfThose(double share)
    {
        var near = Parts.MinBy(part => Math.Abs(part.Share - share));
        return me["audit.of-those", Math.Abs(near.Share - share) < 0.035 ? me[$"audit.part-{near.Key}"] : Percent(share)];
    }

    /// <summary>The three sentences about this desk.</summary>
    public IReadOnlyList<string> Headline()
    {
        var found = report.Findings;
        var sentences = new List<string>();
        if (found.FirstResponse.Count > 0 && found.CustomerUpdates.Answer.Count > 0)
        {
            sentences.Add(me["audit.head-answer", LengthIn(found.FirstResponse.P50), LengthIn(found.CustomerUpdates.Answer.P50)]);
        }
        else if (found.FirstResponse.Count > 0)
        {
            sentences.Add(me["audit.head-first", LengthIn(found.FirstResponse.P50)]);
        }

        if (found.Idle3 is { Cases: > 0 and var idle } && found.Idle3NotWaiting.Cases is { } nobody)
        {
            sentences.Add(nobody == 0 ? me["audit.head-idle-held", OfTickets(found.Idle3.Share)] : me["audit.head-idle", OfTickets(found.Idle3.Share), OfThose((double)nobody / idle)]);
        }
        else if (found.Idle3.Cases > 0)
        {
            sentences.Add(me["audit.head-idle-only", OfTickets(found.Idle3.Share)]);
        }

        sentences.Add(!report.Progression.IsKnown ? me["audit.head-list"] : report.Progression.Sla is { } sla ? me["audit.head-flow", Percent(sla)] : me["audit.head-nothing"]);
        return sentences;
    }

    public string Number(double value) => me.Number(value, value >= 1_000_000 ? "N0" : value < 10 ? "0.#" : "N0");

    /// <summary>What the log lacks for a finding that it cannot give, said in a sentence; null where it gives it.</summary>
    public string? Lacks(bool isKnown, string what) => isKnown ? null : me[report.Progression.IsKnown ? $"audit.lacks-{what}" : "audit.lacks-list"];

    /// <summary>Large numbers to two places, so that a figure claims no more than it knows.</summary>
    public string Rounded(double value)
    {
        if (value < 100)
        {
            return me.Number(value, "0");
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return me.Number(Math.Round(value / unit) * unit);
    }

    public string Date(Instant at) => at.InZone(_zone).ToDateTimeUnspecified().ToString(me.Language == "de" ? "d. MMM yyyy" : "d MMM yyyy", me.Words.Culture);

    public string Point(Instant at) => at.InZone(_zone).ToDateTimeUnspecified().ToString(me.Language == "de" ? "ddd, d. MMM yyyy, HH:mm" : "ddd d MMM yyyy, HH:mm", me.Words.Culture);

    public string Status(string? code) => code is null ? me["audit.unexplained"] : me.Words.Maybe($"status.{code}.label") ?? code;

    /// <summary>A note in the reader's language; its English text where there is no sentence for it.</summary>
    public string Note(NoteLine note)
    {
        var values = note.Code == "malformed" ? [.. note.Values.Select(me.Fault)] : note.Values;
        return (values is ["1", ..] ? me.Words.Maybe($"audit.one-{note.Code}", [.. values]) : null) ?? me.Words.Maybe($"audit.note-{note.Code}", [.. values]) ?? note.Text;
    }
}
