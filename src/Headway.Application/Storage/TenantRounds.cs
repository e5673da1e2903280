using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>What is done for every active tenant again and again while the desk runs.</summary>
internal static class TenantRounds
{
    /// <summary>One round at once, then one each interval. What fails for a tenant is told; the others have their turn, and the next round comes.</summary>
    /// <param name="database">Whose tenants.</param>
    /// <param name="interval">From round to round.</param>
    /// <param name="each">What is done for one tenant.</param>
    /// <param name="failed">Told what could not be done.</param>
    /// <param name="stop">Ends the rounds.</param>
    /// <param name="time">By which the interval passes; the machine's when left out.</param>
    /// <exception cref="OperationCanceledException">The desk stops.</exception>
    public static async Task Go(
        Database database, TimeSpan interval, Func<TenantId, Task> each, Action<Exception> failed, CancellationToken stop, TimeProvider? time = null)
    {
        using var timer = new PeriodicTimer(interval, time ?? TimeProvider.System);
        do
        {
            try
            {
                foreach (var tenant in await Tenants.Active(database, stop))
                {
                    await OneTenant(each, tenant, failed);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    // One tenant's trouble is not the next one's.
    private static async Task OneTenant(Func<TenantId, Task> each, TenantId tenant, Action<Exception> failed)
    {
        try
        {
            await each(tenant);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed(e);
        }
    }
}
