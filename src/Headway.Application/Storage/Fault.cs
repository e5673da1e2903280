namespace Headway.Application.Storage;

/// <summary>Named points at which tests let a process die. Nothing but a test can set the hook.</summary>
internal static class Fault
{
    internal static Action<string>? Hook { get; set; }

    internal static void At(string point) => Hook?.Invoke(point);
}
