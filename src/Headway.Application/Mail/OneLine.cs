namespace Headway.Application.Mail;

/// <summary>What goes into a header or a command of a mail server: one line, so that nobody writes a second one.</summary>
internal static class OneLine
{
    public static bool Holds(string text) => !text.Any(char.IsControl);
}
