using Headway.Application.Access;

namespace Headway.Web.Layout;

/// <summary>
/// The places of the rail for a role: a list of work only for who works it, the board for who leads, audits for who may run
/// them. A place that would answer "not allowed" is not named.
/// </summary>
public sealed record RailPlaces(bool Works, bool Leads, bool Audits)
{
    public static readonly RailPlaces All = new(true, true, true);

    /// <summary>Whether a team works by queues whose rota concerns the person; known once the page's frame is made.</summary>
    public bool Rota { get; init; }

    public static RailPlaces For(Caller caller) =>
        new(caller.May(Permission.ActOnTickets), caller.May(Permission.ReadBoard), caller.May(Permission.RunAudits));

    /// <summary>Key, icon and address, in their order; <c>Wide</c> ones stand in the person's own panel on a phone.</summary>
    public IEnumerable<(string Key, string Icon, string Href, bool Wide)> Shown
    {
        get
        {
            if (Works)
            {
                yield return ("next", "next", "/next", false);
            }

            yield return ("tickets", "tickets", "/tickets", false);
            if (Leads)
            {
                yield return ("board", "board", "/board", false);
            }

            if (Rota)
            {
                yield return ("rota", "calendar", "/rota", true);
            }

            yield return ("flow", "flow", "/flow", Leads);
            if (Works)
            {
                yield return ("lessons", "lesson", "/lessons", true);
            }

            yield return ("knowledge", "book", "/knowledge", true);
            if (Audits)
            {
                yield return ("audit", "audit", "/audit", Works);
            }
        }
    }
}
