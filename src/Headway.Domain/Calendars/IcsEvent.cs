using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>The lines of one event as they are read, and the holiday they make, or why they make none.</summary>
internal sealed class IcsEvent(int line)
{
    private readonly List<LocalDate> _except = [], _also = [];
    private string? _name, _categories, _description, _problem;
    private IcsLine? _start, _end, _duration;
    private YearlyRule? _rule;

    public string? Uid { get; private set; }

    public bool IsCancelled { get; private set; }

    /// <summary>Of which date of its series this event takes the place; null for an event of its own.</summary>
    public LocalDate? Replaces { get; private set; }

    public void Take(IcsLine content)
    {
        switch (content.Name)
        {
            case "":
                Fail("a line has no colon");
                break;
            case "UID":
                Uid = content.Value;
                break;
            case "SUMMARY" when content.Has("QUOTED-PRINTABLE"):
                Fail("its name is written in an encoding that is not understood");
                break;
            case "SUMMARY":
                _name ??= IcsValues.Line(content.Value);
                break;
            case "CATEGORIES":
                _categories ??= IcsValues.Line(content.Value);
                break;
            case "DESCRIPTION":
                _description ??= IcsValues.FirstLine(content.Value);
                break;
            case "STATUS":
                IsCancelled = content.Value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase);
                break;
            case "DTSTART":
                Once(ref _start, content);
                break;
            case "DTEND":
                Once(ref _end, content);
                break;
            case "DURATION":
                Once(ref _duration, content);
                break;
            case "RRULE":
                TakeRule(content.Value);
                break;
            case "EXDATE":
                TakeDates(_except, content);
                break;
            case "RDATE":
                TakeDates(_also, content);
                break;
            case "RECURRENCE-ID":
                Replaces = IcsValues.Date(content.Value);
                if (Replaces is null || content.Has("RANGE="))
                    Fail("it changes a series in a way that is not understood");
                break;
            case "EXRULE":
                Fail("a rule of exceptions is not understood");
                break;
        }
    }

    public (Holiday? Holiday, NotUnderstood? Problem) Finish()
    {
        var first = _start is null ? null : IcsValues.Date(_start.Value);
        var days = first is { } date ? Length(date) : 1;
        if (_start is null || first is null)
            Fail("it has no date to start on");
        else if (!IcsValues.IsWholeDay(_start.Value))
            Fail("it is not a whole day; give such a date hours of its own");
        else if (days is null)
            Fail("it does not end on a whole day within a year after it starts");
        else if (string.IsNullOrEmpty(_name))
            Fail("it has no name");
        else if (IsCancelled)
            Fail("it is cancelled");
        if (_problem is not null || first is null || days is null)
            return (null, new NotUnderstood(line, string.IsNullOrEmpty(_name) ? "BEGIN:VEVENT" : _name, _problem ?? ""));
        var note = string.IsNullOrEmpty(_categories) ? _description : _categories;
        return (new Holiday(_name ?? "", first.Value, days.Value, _rule, _except, _also, string.IsNullOrEmpty(note) ? null : note), null);
    }

    private int? Length(LocalDate first)
    {
        if (_end is null)
            return _duration is null ? 1 : IcsValues.Days(_duration.Value);
        if (_duration is not null || !IcsValues.IsWholeDay(_end.Value) || IcsValues.Date(_end.Value) is not { } end)
            return null;
        // The end is out, but many programs write one-day events as ending on the date they start.
        return Period.DaysBetween(first, end) switch { 0 => 1, > 0 and <= 366 and var days => days, _ => null };
    }

    private void TakeRule(string value)
    {
        if (_rule is not null)
            Fail("it has more than one rule");
        (_rule, var reason) = YearlyRule.Read(value);
        if (reason is not null)
            Fail(reason);
    }

    private void TakeDates(List<LocalDate> dates, IcsLine content)
    {
        if (content.Has("VALUE=PERIOD") || IcsValues.DateList(content.Value) is not { } read || dates.Count + read.Count > 1_000)
            Fail($"{content.Name} is not a list of dates");
        else
            dates.AddRange(read);
    }

    private void Once(ref IcsLine? kept, IcsLine content)
    {
        if (kept is not null)
            Fail($"it has more than one {content.Name}");
        kept = content;
    }

    private void Fail(string reason) => _problem ??= reason;
}
