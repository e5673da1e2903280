using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A write that may find a reason not to be made when half of it is done: then none of it is.</summary>
internal static class Refusable
{
    public static async Task<Outcome<T>> Write<T>(Database database, Func<Session, Task<Outcome<T>>> write, CancellationToken stop)
    {
        try
        {
            return await database.Write(
                async session =>
                {
                    var outcome = await write(session);
                    return outcome.Refusal is { } no ? throw new TakenBack(no) : outcome;
                },
                stop);
        }
        catch (TakenBack back)
        {
            return back.Refusal;
        }
    }

    private sealed class TakenBack(Refusal refusal) : Exception(refusal.Code)
    {
        public Refusal Refusal { get; } = refusal;
    }
}
