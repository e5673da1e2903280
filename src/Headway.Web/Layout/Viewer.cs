using Headway.Application.Changes;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Web.Language;
using NodaTime;

namespace Headway.Web.Layout;

/// <summary>
/// For whom a page is drawn: language, zone, the desk's now, looks and keys. One per request (the door fills it from the
/// session, the person's settings and the browser's cookies); every part says its words and times through it.
/// </summary>
public sealed class Viewer
{
    private TimeWords? _time;

    public string Language { get; set; } = "en";

    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    /// <summary>The desk's clock: real, or the demo's own.</summary>
    public Instant Now { get; set; }

    /// <summary>Up to which change this page may know, taken before anything was read for it; null where nothing changes by itself.</summary>
    public FeedPlace? Knows { get; set; }

    public PersonView? Person { get; set; }

    /// <summary>light, dark or system.</summary>
    public string Theme { get; set; } = "system";

    /// <summary>dense or airy.</summary>
    public string Density { get; set; } = "dense";

    /// <summary>Whether single keys act; Ctrl and ⌘ combinations always do.</summary>
    public bool SingleKeys { get; set; } = true;

    /// <summary>What a person remapped: from our key to theirs.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; set; } = new Dictionary<string, string>();

    /// <summary>The key a person presses for ours.</summary>
    public string Theirs(string key) => Keys.TryGetValue(key, out var own) ? own : key;

    /// <summary>Which places the rail names, by what the person may do.</summary>
    public RailPlaces Rail { get; set; } = RailPlaces.All;

    /// <summary>Which list stands beside the ticket: mine or team, as the page's address has it.</summary>
    public string Scope { get; set; } = "mine";

    /// <summary>What the tenant itself calls its statuses and says in them.</summary>
    public StatusWords Own { get; set; } = StatusWords.None;

    public Words Words => Words.Of(Language);

    public TimeWords Time => _time ??= new TimeWords(Words, Zone);

    public string this[string key, params object?[] with] => Words[key, with];

    public string Count(string key, long number, params object?[] with) => Words.Count(key, number, with);

    /// <summary>What went wrong with a mail server, as the gateway said it, in the viewer's language.</summary>
    public string Fault(string said) => FaultWords.In(Words, said);

    public string Number(double value, string format = "N0") => value.ToString(format, Words.Culture);

    /// <summary>A share of one as people read it: "91.4 %"; "no data" when there was nothing to divide by.</summary>
    public string Share(double? share, string format = "0.#") => share is { } s ? (s * 100).ToString(format, Words.Culture) + " %" : this["word.no-data"];

    public string Status(StatusName status) => status.Label ?? Own.Label(new StatusCode(status.Code), Language) ?? this[$"status.{status.Code}.label"];

    /// <summary>What customers read in a situation, with the place for the promise; null where nothing is said.</summary>
    public string? CustomerLine(StatusCode status, string? language = null) =>
        Own.CustomerLine(status, language ?? Language) ?? Words.Of(language ?? Language).Maybe($"status.{status}.customer");

    /// <summary>What has to be done about an activity of the status, in the imperative.</summary>
    public string Task(string code) => this[$"status.{code}.task"];

    public string Say(Phrase? phrase) => phrase is null ? "" : this[phrase.Key, phrase.With.Select(Said).ToArray()];

    private object? Said(object part) => part switch
    {
        Instant at => Time.Point(at, Now),
        WorkingTime work => Time.Work(work),
        Duration length => Time.Elapsed(length),
        LocalDate day => Time.Day(day),
        StatusName status => Status(status),
        Phrase inner => Say(inner),
        Tally count => Number(count.Value),
        _ => part,
    };
}
