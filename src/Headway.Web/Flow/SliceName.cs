using Headway.Application.Views;
using Headway.Web.Layout;
using NodaTime.Text;

namespace Headway.Web.Flow;

/// <summary>How a part of the flow is called: codes in words, weeks by their Monday, names as they are.</summary>
internal static class SliceName
{
    public static string Of(Viewer me, string by, string name) => by switch
    {
        "status" => me.Status(new StatusName(name)),
        "type" => me[$"activity.{name}"],
        "week" when LocalDatePattern.Iso.Parse(name) is { Success: true } monday => me.Time.Day(monday.Value),
        _ => name,
    };
}
