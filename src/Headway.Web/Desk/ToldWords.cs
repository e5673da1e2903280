using Headway.Application.Outages;
using Headway.Application.Views;
using Headway.Domain;

namespace Headway.Web.Desk;

/// <summary>How many of those who hang on a cause heard of it, and who did not, by number: nobody is left out in silence.</summary>
internal static class ToldWords
{
    /// <summary>Null when there was nobody.</summary>
    public static Phrase? Asked(Told told) => Of(told, "outage.asked", "outage.not-asked");

    public static Phrase? Told(Outcome<Told> told) =>
        told.IsRefused ? new Phrase($"refusal.{told.Refusal!.Code}") : Of(told.Value, "outage.told", "outage.not-told");

    private static Phrase? Of(Told told, string heard, string not)
    {
        var some = told.Tickets == 0 ? null : Counted(heard, told.Tickets, new Tally(told.Tickets));
        if (told.NotTold.Count == 0)
        {
            return some;
        }

        var missing = Counted(not, told.NotTold.Count, string.Join(", ", told.NotTold.Select(number => $"#{number}")));
        return some is null ? missing : new Phrase("outage.but", some, missing);
    }

    private static Phrase Counted(string key, int count, object with) => new(key + (count == 1 ? ".one" : ".many"), with);
}
