using System.Globalization;

namespace Headway.Cli;

/// <summary>How far long work has come, on one line of the terminal; silent where nobody looks.</summary>
public sealed class ProgressLine(string what, long total) : IDisposable
{
    private static readonly bool Watched = !Console.IsErrorRedirected;

    private int _shown = -1;

    public void Show(long done)
    {
        var share = total == 0 ? 100 : (int)Math.Min(100, done * 100 / total);
        if (!Watched || share == _shown)
            return;
        _shown = share;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} {share,3} % {new string('█', share / 4).PadRight(25, '·')}"));
    }

    public void Dispose()
    {
        if (_shown < 0)
            return;
        Console.Error.Write("\r" + new string(' ', what.Length + 34) + "\r");
        _shown = -1;
    }
}
