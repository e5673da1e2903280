using Headway.Domain;
using Headway.Web.Layout;

namespace Headway.Web.Access;

/// <summary>A refusal in the viewer's language: by its code where there are words for it, else as it was declared.</summary>
internal static class Refusals
{
    public static string Said(Viewer viewer, Refusal refusal) => viewer.Words.Maybe($"refusal.{refusal.Code}") ?? refusal.Message;
}
